import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { ConfigError, readConfig } from "../src/config.ts";

const plan = {
  name: "shout",
  settings: z.object({
    SHOUT_TOKEN: z.string("SHOUT_TOKEN: 请填写令牌 / fill in the token").min(5, "SHOUT_TOKEN: 太短 / too short"),
  }),
  wanted: (env: Record<string, string | undefined>) => Boolean(env.SHOUT_TOKEN),
};

test("nothing set is a valid configuration; empty counts as unset", () => {
  const config = readConfig({ HTTP_PORT: "", ADMINS: " " }, [plan]);
  assert.equal(config.httpPort, 8080);
  assert.equal(config.httpHost, "127.0.0.1");
  assert.equal(config.timeZone, "Asia/Shanghai");
  assert.deepEqual(config.adapters, []);
});

test("every fault is named at once, with its variable", () => {
  const env = {
    HTTP_PORT: "99999",
    TIME_ZONE: "Mars/Base",
    DATABASE_URL: "mysql://x",
    ADMINS: "wang",
    OPENAI_MODEL: "m",
    ADAPTERS: "shout,smoke",
    SHOUT_TOKEN: "abc",
  };
  const error = (() => {
    try {
      readConfig(env, [plan]);
      return undefined;
    } catch (thrown) {
      return thrown;
    }
  })();
  assert.ok(error instanceof ConfigError);
  for (const name of ["HTTP_PORT", "TIME_ZONE", "DATABASE_URL", "ADMINS", "ADAPTERS", "SHOUT_TOKEN"]) {
    assert.ok(
      error.faults.some((fault) => fault.startsWith(name)),
      name,
    );
  }
});

test("an adapter is opened when its credentials are there, or when ADAPTERS names it", () => {
  assert.deepEqual(
    readConfig({ SHOUT_TOKEN: "abcdef" }, [plan]).adapters.map((one) => one.name),
    ["shout"],
  );
  assert.deepEqual(readConfig({ SHOUT_TOKEN: "abcdef", ADAPTERS: "shout" }, [plan]).adapters.length, 1);
  assert.throws(() => readConfig({ ADAPTERS: "shout" }, [plan]), /SHOUT_TOKEN/);
});

test("several addresses, with either comma", () => {
  assert.deepEqual(readConfig({ ADMINS: "a:1，b:2, c:3" }, []).admins, ["a:1", "b:2", "c:3"]);
});

test("what answering may take of a model: defaults, values, and every fault by its name", () => {
  const plain = readConfig({}, []);
  assert.deepEqual(plain.answers, {
    personMinute: 10,
    personDay: 60,
    groupDay: 300,
    dayYuan: 0,
    yuanIn: 0,
    yuanOut: 0,
  });
  const model = { OPENAI_BASE_URL: "http://127.0.0.1:1/v1", OPENAI_MODEL: "m" };
  assert.equal(readConfig(model, []).model?.deadlineMs, 12_000);
  assert.equal(readConfig({ ...model, ANSWER_DEADLINE_MS: "800" }, []).model?.deadlineMs, 800);
  const priced = { ANSWER_YUAN_PER_DAY: "5", MODEL_YUAN_PER_MILLION_IN: "0.5", MODEL_YUAN_PER_MILLION_OUT: "2" };
  assert.deepEqual(readConfig(priced, []).answers, { ...plain.answers, dayYuan: 5, yuanIn: 0.5, yuanOut: 2 });
  const wrong = { ANSWER_DEADLINE_MS: "soon", ANSWER_PER_PERSON_DAY: "-1", ANSWER_PER_GROUP_DAY: "many" };
  assert.throws(
    () => readConfig(wrong, []),
    /ANSWER_DEADLINE_MS[\s\S]*ANSWER_PER_PERSON_DAY[\s\S]*ANSWER_PER_GROUP_DAY/,
  );
  assert.throws(() => readConfig({ ANSWER_YUAN_PER_DAY: "5" }, []), /MODEL_YUAN_PER_MILLION_IN/);
});
