/** Telegram's frames, as far as the emulator speaks them. */

export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
}

export interface Chat {
  id: number;
  type: "private" | "group" | "supergroup";
  title?: string;
  first_name?: string;
}

export interface Entity {
  type: string;
  /** UTF-16 units. */
  offset: number;
  length: number;
  user?: User;
  url?: string;
}

export interface Key {
  text: string;
  callback_data?: string;
  url?: string;
}

export interface Message {
  message_id: number;
  from: User;
  chat: Chat;
  /** Seconds. */
  date: number;
  text?: string;
  caption?: string;
  entities?: Entity[];
  caption_entities?: Entity[];
  reply_markup?: { inline_keyboard: Key[][] };
  reply_to_message?: Message;
  media_group_id?: string;
  [more: string]: unknown;
}

export interface Update {
  update_id: number;
  [kind: string]: unknown;
}

/** An answer of the Bot API that is no success. */
export class ApiError extends Error {
  readonly code: number;
  readonly parameters: { retry_after?: number; migrate_to_chat_id?: number } | undefined;
  constructor(code: number, description: string, parameters?: ApiError["parameters"]) {
    super(description);
    this.code = code;
    this.parameters = parameters;
  }
}

/** The body of a call: JSON, or the fields of a form (nested ones as JSON text) with its files by name. */
export interface Call {
  method: string;
  body: Record<string, unknown>;
  files: Map<string, { bytes: Buffer; name?: string }>;
}
