/** The one file that brings the SDK in: 60 MB and a quarter of a second that only a wanted adapter pays. */
import { Client, LoggerLevel } from "@larksuiteoapi/node-sdk";
import type { House } from "#bot";
import { type Api, apiOf } from "./api.ts";
import { type Connection, type Handlers, keepConnected } from "./connection.ts";
import { downloader } from "./download.ts";
import { httpFor } from "./http.ts";
import { quietLogger } from "./quiet.ts";
import type { Settings } from "./settings.ts";
import { tokenCache } from "./tokens.ts";
import type { Words } from "./words.ts";

export interface Platform {
  api: Api;
  download: ReturnType<typeof downloader>;
  connect(handlers: Handlers): Connection;
}

/** `signal` ends every call under way. */
export function openPlatform(settings: Settings, house: House, words: Words, signal: AbortSignal): Platform {
  const logger = quietLogger(house.log);
  const httpInstance = httpFor(settings.domain, signal);
  const cache = tokenCache(house.cache, settings.domain);
  const { appId, appSecret, domain } = settings;
  const quiet = { logger, loggerLevel: LoggerLevel.warn };
  const client = new Client({ ...quiet, appId, appSecret, domain, httpInstance, cache });
  const api = apiOf(client, cache, words, signal);
  return {
    api,
    download: downloader(client, api, words, signal),
    connect: (handlers) => keepConnected(settings, house, { httpInstance, logger }, handlers),
  };
}
