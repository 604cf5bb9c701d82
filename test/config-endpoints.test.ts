/** Where vectors and reranking come from: which variables go together, and whose key goes where. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigError, type Env, readConfig } from "../src/config.ts";

const BASE = { OPENAI_BASE_URL: "http://127.0.0.1:1/v1", OPENAI_API_KEY: "sk-chat" };
const OWN = { OPENAI_EMBEDDING_MODEL: "bge", OPENAI_EMBEDDING_BASE_URL: "http://127.0.0.1:2/v1" };

function faults(env: Env): string[] {
  try {
    readConfig(env, []);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.faults.map((fault) => fault.split(":")[0] ?? "");
  }
}

test("unset, nothing of it is there", () => {
  const { embedding, rerank } = readConfig({ ...BASE, OPENAI_MODEL: "m" }, []);
  assert.deepEqual([embedding, rerank], [undefined, undefined]);
});

test("an endpoint for embeddings alone needs no chat model; both may share one with its key", () => {
  const alone = readConfig({ ...BASE, OPENAI_EMBEDDING_MODEL: "bge" }, []);
  assert.equal(alone.model, undefined);
  const { baseURL, apiKey, deadlineMs, dimensions } = alone.embedding ?? assert.fail();
  assert.deepEqual([baseURL, apiKey, deadlineMs, dimensions], [BASE.OPENAI_BASE_URL, "sk-chat", 12_000, undefined]);
  const both = readConfig({ ...BASE, OPENAI_MODEL: "m", OPENAI_EMBEDDING_MODEL: "bge", ANSWER_DEADLINE_MS: "900" }, []);
  assert.deepEqual([both.model?.model, both.embedding?.model, both.embedding?.deadlineMs], ["m", "bge", 900]);
});

test("the chat endpoint's key never goes to another host", () => {
  assert.equal(readConfig({ ...BASE, OPENAI_MODEL: "m", ...OWN }, []).embedding?.apiKey, "");
  const own = {
    ...BASE,
    OPENAI_MODEL: "m",
    ...OWN,
    OPENAI_EMBEDDING_API_KEY: "sk-e",
    OPENAI_EMBEDDING_DIMENSIONS: "512",
  };
  const { apiKey, baseURL, dimensions } = readConfig(own, []).embedding ?? assert.fail();
  assert.deepEqual([apiKey, baseURL, dimensions], ["sk-e", OWN.OPENAI_EMBEDDING_BASE_URL, 512]);
  const rerank = { RERANK_MODEL: "rr", RERANK_BASE_URL: "https://rerank.example/v1" };
  assert.equal(readConfig({ ...BASE, OPENAI_MODEL: "m", ...rerank }, []).rerank?.apiKey, "");
});

test("every fault is named by its variable, all at once", () => {
  assert.deepEqual(faults({ OPENAI_MODEL: "m" }), ["OPENAI_BASE_URL, OPENAI_MODEL"]);
  assert.deepEqual(faults(BASE), ["OPENAI_BASE_URL, OPENAI_MODEL"]);
  assert.deepEqual(faults({ ...BASE, ...OWN }), ["OPENAI_BASE_URL, OPENAI_MODEL"]);
  assert.deepEqual(faults({ OPENAI_EMBEDDING_MODEL: "bge" }), ["OPENAI_EMBEDDING_MODEL"]);
  for (const name of ["BASE_URL", "API_KEY", "DIMENSIONS"])
    assert.deepEqual(
      faults({ [`OPENAI_EMBEDDING_${name}`]: name === "BASE_URL" ? "http://127.0.0.1:2" : "512" }),
      ["OPENAI_EMBEDDING_MODEL"],
      name,
    );
  assert.deepEqual(faults({ OPENAI_EMBEDDING_DIMENSIONS: "many", RERANK_BASE_URL: "here" }), [
    "OPENAI_EMBEDDING_DIMENSIONS",
    "RERANK_BASE_URL",
  ]);
  assert.deepEqual(faults({ ...OWN, RERANK_MODEL: "rr", OPENAI_MODEL: "m" }), [
    "OPENAI_BASE_URL, OPENAI_MODEL",
    "RERANK_BASE_URL, RERANK_MODEL",
  ]);
});
