/**
 * A puppet, as far as it is used here: typed by hand, because the package is not there unless an operator wants it.
 * Of Wechaty only the puppet is used (wechaty-puppet 1.20): its own Message objects look up every member of a room,
 * lose the order of what was said and the id of what was sent.
 */
import type { Readable } from "node:stream";

/** Numbers of wechaty-puppet's MessageType. */
export const KIND = { file: 1, audio: 2, image: 6, text: 7, place: 8, video: 15 } as const;

export interface Payload {
  id: string;
  type: number;
  talkerId: string;
  listenerId?: string | undefined;
  /** Empty or missing: a direct chat. */
  roomId?: string | undefined;
  /** Missing: this puppet does not know who is mentioned. */
  mentionIdList?: string[] | undefined;
  text?: string | undefined;
  filename?: string | undefined;
  /** Seconds or milliseconds: puppets differ. */
  timestamp?: number | undefined;
}

export interface FileBox {
  name: string;
  /** Bytes; below zero: not told. */
  size: number;
  toStream(): Promise<Readable>;
}

export interface Location {
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
}

export interface Comings {
  roomId: string;
  timestamp: number;
  inviteeIdList?: string[];
  inviterId?: string;
  removeeIdList?: string[];
  removerId?: string;
}

export interface Puppet {
  on(event: "message", hear: (event: { messageId: string }) => void): void;
  on(event: "login" | "logout", hear: (event: { contactId: string }) => void): void;
  on(event: "scan", hear: (event: { qrcode?: string; status: number }) => void): void;
  on(event: "room-join" | "room-leave", hear: (event: Comings) => void): void;
  on(event: "error" | "heartbeat" | "dong", hear: (event: unknown) => void): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  ding(data?: string): void;
  messagePayload(id: string): Promise<Payload>;
  messageFile(id: string): Promise<FileBox>;
  messageLocation(id: string): Promise<Location>;
  /** The id of the new message, where the puppet tells it. */
  messageSendText(to: string, text: string, mentions?: string[]): Promise<string | undefined>;
  messageSendFile(to: string, file: FileBox): Promise<string | undefined>;
  /** False: it is not taken back. */
  messageRecall(id: string): Promise<boolean>;
  /** `type` 2: an official account, which is no person. */
  contactPayload(id: string): Promise<{ name: string; type?: number }>;
  /** Rejects when the account is not in this room. */
  roomPayload(room: string): Promise<{ topic?: string }>;
  roomMemberPayload(room: string, id: string): Promise<{ name: string; roomAlias?: string }>;
}

/** What is said to a puppet when it is made. */
export interface PuppetOptions {
  token?: string;
  endpoint?: string;
  tls?: { disable?: boolean; serverName?: string };
  /** Of its own watchdog. */
  timeoutSeconds?: number;
}

export interface Loaded {
  make(options: PuppetOptions): Puppet;
  /** The bytes as the packages' own kind of file. */
  box(bytes: Uint8Array, name: string): FileBox;
}
