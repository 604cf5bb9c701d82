import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { newCode, opens, seal } from "../../../src/features/tickets/case/code.ts";
import { checkDigit, draw, isNumber, reference } from "../../../src/features/tickets/case/numbers.ts";

test("Damm's own example: 572 takes the check digit 4", () => {
  assert.equal(checkDigit("572"), "4");
  assert.equal(checkDigit("5724"), "0");
});

test("numbers are speakable: six digits, no leading zero, valid, and none that calls an emergency service", () => {
  const drawn = new Set<string>();
  for (let i = 0; i < 20_000; i++) {
    const no = draw((below) => randomInt(below));
    assert.match(no, /^[1-9]\d{5}$/);
    assert.ok(isNumber(no));
    assert.doesNotMatch(no, /110|119|120|122/);
    drawn.add(no);
  }
  assert.ok(drawn.size > 15_000, "random, not a run");
  assert.match(
    draw((below) => randomInt(below), 8),
    /^[1-9]\d{7}$/,
  );
});

test("every single mistyped digit and every swap of neighbours is found out", () => {
  for (let i = 0; i < 300; i++) {
    const no = draw((below) => randomInt(below));
    for (let at = 0; at < no.length; at++) {
      for (const digit of "0123456789") {
        if (digit === no[at]) continue;
        assert.ok(!isNumber(no.slice(0, at) + digit + no.slice(at + 1)));
      }
      const [a, b] = [no[at], no[at + 1]];
      if (b !== undefined && a !== b) assert.ok(!isNumber(no.slice(0, at) + b + a + no.slice(at + 2)));
    }
  }
});

test("a number is understood as people write it", () => {
  const of = (text: string) => {
    const { no, code, text: words } = reference(text);
    return [no, code, words];
  };
  assert.deepEqual(of("482913"), ["482913", undefined, ""]);
  assert.deepEqual(of("482913 还堵着"), ["482913", undefined, "还堵着"]);
  assert.deepEqual(of("482913还堵着"), ["482913", undefined, "还堵着"]);
  assert.deepEqual(of("编号：４８２９１３，还堵着"), ["482913", undefined, "还堵着"]);
  assert.deepEqual(of("#482913"), ["482913", undefined, ""]);
  assert.deepEqual(of("482913-K7WQ2M9R 还堵着"), ["482913", "K7WQ2M9R", "还堵着"]);
  assert.deepEqual(of("482913 k7wq2m9r"), ["482913", "K7WQ2M9R", ""]);
  assert.deepEqual(of("还是没人管"), [undefined, undefined, "还是没人管"]);
  assert.deepEqual(of("扣了3000块"), [undefined, undefined, "扣了3000块"]);
});

test("a valid number within a sentence is found, an invalid one is not", () => {
  const no = draw((below) => randomInt(below));
  assert.equal(reference(`我那个${no}咋样了`).no, no);
  const wrong = `${no.slice(0, 5)}${(Number(no[5]) + 1) % 10}`;
  assert.equal(reference(`我那个${wrong}咋样了`).no, undefined);
  assert.equal(reference("电话13812345678").no, undefined);
});

test("reference never throws and never loses words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const found = reference(text);
      if (found.no === undefined) assert.equal(found.text, text.trim());
    }),
  );
});

test("a code opens its own seal only, in either case", () => {
  const code = newCode();
  assert.match(code, /^[2-9A-HJKMNP-Z]{8}$/);
  const sealed = seal(code);
  assert.ok(opens(code, sealed));
  assert.ok(opens(code.toLowerCase(), sealed));
  assert.ok(!opens(newCode(), sealed));
  assert.ok(!JSON.stringify(sealed).includes(code));
  assert.notEqual(seal(code).hash, sealed.hash, "salted");
});
