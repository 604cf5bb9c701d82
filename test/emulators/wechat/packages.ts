/**
 * Wechaty's packages, which live in a package of their own (test/wechaty): 353 of them, and no part of a plain
 * `npm ci`. Typed by hand, as narrowly as they are used, so that nothing here needs them to be type-checked.
 */
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pathToFileURL } from "node:url";

/** The folder to resolve Wechaty from. */
export const WECHATY = join(import.meta.dirname, "../../wechaty");

/** Undefined when Wechaty is there; else how to bring it. */
export function missing(): string | undefined {
  if (existsSync(join(WECHATY, "node_modules/wechaty-puppet-service"))) return undefined;
  return "Wechaty is not installed: run `npm ci --prefix test/wechaty` (353 packages), then again";
}

export interface FileBox {
  name: string;
  toBuffer(): Promise<Buffer>;
}

export interface FileBoxes {
  fromBase64(base64: string, name: string): FileBox;
  fromStream(stream: Readable, name: string): FileBox;
}

/** The mock puppet, whose every method may be put in another one's place. */
export interface Puppet {
  [method: string]: unknown;
  readonly isLoggedIn: boolean;
  start(): Promise<void>;
  stop(): Promise<void>;
  on(event: string, hear: () => void): void;
  emit(event: string, payload: object): void;
  login(contactId: string): void;
  logout(reason?: string): Promise<void>;
}

export interface Server {
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface Packages {
  PuppetMock: new (options: { mocker: object }) => Puppet;
  Mocker: new () => object;
  PuppetServer: new (options: { endpoint: string; puppet: Puppet; token: string; tls: { disable: boolean } }) => Server;
  FileBox: FileBoxes;
}

/** Throws, with the remedy, when they are not installed. */
export async function packages(): Promise<Packages> {
  const remedy = missing();
  if (remedy) throw new Error(remedy);
  const root = createRequire(join(WECHATY, "package.json"));
  const load = async <T>(name: string, from = root): Promise<T> => import(pathToFileURL(from.resolve(name)).href);
  const service = await load<Pick<Packages, "PuppetServer"> & { log: { level(level: string): void } }>(
    "wechaty-puppet-service",
  );
  service.log.level("silent"); // else every provoked error is told at length
  const { PuppetMock, mock } = await load<Pick<Packages, "PuppetMock"> & { mock: Pick<Packages, "Mocker"> }>(
    "wechaty-puppet-mock",
  );
  const beside = createRequire(root.resolve("wechaty-puppet-service"));
  const { FileBox } = await load<Pick<Packages, "FileBox">>("file-box", beside);
  return { PuppetMock, Mocker: mock.Mocker, PuppetServer: service.PuppetServer, FileBox };
}
