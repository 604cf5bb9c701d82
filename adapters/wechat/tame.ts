/**
 * What the client in wechaty-puppet-service 1.19.9 does behind one's back, and must not do here:
 * - it keeps the names of everybody it met in the home folder, under the token: nothing is kept;
 * - it sends a file a second time, another way, when the answer to the first is lost: it is sent once;
 * - it stops the whole service, logging the account out, when the bot stops: every log-in is a risk, so we hang up first;
 * - it echoes a log-out, which may hit whoever has just logged in again: it does not;
 * - it leaves its stream of events open when it hangs up, and the service then lets nobody else in: it is cancelled;
 * - it ends the process when a file's download breaks off, hides why a file is not there, and never says that its stream of
 *   events has ended;
 * - it loses the point of every place on the map.
 * Each is changed on the one object, through the seams named below; where they are not there, nothing is loaded.
 */
import { pipeline, type Writable } from "node:stream";
import type { Puppet } from "./puppet.ts";

type Callback = (error: unknown, response?: unknown) => void;
type Source = NodeJS.ReadableStream & {
  on(event: string, hear: (error?: unknown) => void): unknown;
  cancel(): void;
};

interface Client {
  event(request: unknown): Source;
  logout(request: unknown, done: Callback): void;
  download(request: unknown): unknown;
  messageSendFile(request: { getConversationId(): string }, done: Callback): unknown;
  messageFile(request: { getId(): string }, done: Callback): unknown;
  messageFileStream(request: { getId(): string }): unknown;
  messageLocation(request: unknown, done: Callback): unknown;
  close(): void;
}

interface Manager {
  client: Client;
  initClient(): Promise<void>;
}

interface Inside {
  _payloadStore: { start(account: string): Promise<void> };
  bridgeGrpcEventStream(manager: Manager): void;
  messageSendFileStream(to: string): Promise<never>;
}

export interface Tamed {
  /** Hangs up at once, whatever is under way. */
  hangUp(): void;
}

/** `ended`: the stream of events has ended, with this gRPC status where one is known. */
export function tame(puppet: Puppet, ended: (status: unknown) => void): Tamed {
  const inside = puppet as unknown as Inside;
  const { bridgeGrpcEventStream, messageSendFileStream, _payloadStore } = inside;
  if (!bridgeGrpcEventStream || !messageSendFileStream || !_payloadStore)
    throw new Error("wechat: a version of wechaty-puppet-service that is not known here");
  /** By chat, why the one way of sending a file did not work; by message, why its file could not be had. */
  const failed = new Map<string, unknown>();
  let client: Client | undefined;
  let events: Source | undefined;

  function why(of: string): unknown {
    const error = failed.get(of);
    failed.delete(of);
    return error;
  }

  _payloadStore.start = async () => {};
  inside.messageSendFileStream = async (to) => {
    // Without a reason the file itself could not be brought to the service: nothing was asked of it yet.
    throw why(to) ?? new NotAsked();
  };
  inside.bridgeGrpcEventStream = (manager) => {
    const init = manager.initClient.bind(manager);
    manager.initClient = async () => {
      await init();
      client = manager.client;
      change(client);
    };
    bridgeGrpcEventStream.call(puppet, manager);
  };

  function change(of: Client): void {
    const { event, download, messageSendFile, messageFile, messageLocation } = of;
    of.logout = (_request, done) => done(null, {});
    of.event = (request) => {
      const stream = event.call(of, request);
      events = stream;
      stream.on("error", (error) => ended((error as { code?: unknown } | undefined)?.code));
      for (const end of ["end", "close"]) stream.on(end, () => ended(undefined));
      return stream;
    };
    // It is only ever piped on, and a pipe passes no errors.
    of.download = (request) => ({
      pipe: (into: Writable) => pipeline(download.call(of, request) as NodeJS.ReadableStream, into, () => {}),
    });
    of.messageFile = (request, done) =>
      messageFile.call(of, request, (error, response) => {
        if (error) failed.set(request.getId(), error);
        done(error, response);
      });
    of.messageFileStream = (request) => {
      throw why(request.getId()) ?? new NotAsked();
    };
    of.messageLocation = (request, done) =>
      messageLocation.call(of, request, (error, response) => done(error, response && plainLocation(response)));
    of.messageSendFile = (request, done) =>
      messageSendFile.call(of, request, (error, response) => {
        if (error) failed.set(request.getConversationId(), error);
        done(error, response);
      });
  }

  return {
    hangUp() {
      events?.cancel();
      client?.close();
    },
  };
}

/** Its fields as fields, where the client looks for them; the wire's own object has them behind functions. */
function plainLocation(response: unknown): { getLocation(): object | undefined } {
  const { getLocation } = response as { getLocation(): { toObject(): object } | undefined };
  return { getLocation: () => getLocation.call(response)?.toObject() };
}

/** Nothing was asked of the service: nothing can have been shown. */
export class NotAsked extends Error {}
