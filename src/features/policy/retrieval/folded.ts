import { kindOf, marksOf } from "./kinds.ts";
import { fold, foldUnits, unfolded } from "./normalise.ts";

/** What is indexed of one passage: the law's title, its place in it (chapter, article), and its text. */
export interface Fields {
  title: string;
  path: string;
  body: string;
}

/** The folded texts of a library while they come in, and what is read off each of them. */
export class Folded {
  count = 0;
  #text = new Uint16Array(1 << 16);
  #end = 0;
  #spans: number[] = [];
  #first: number[] = [];
  #size: number[] = [];
  #kinds: number[] = [];
  #marks: number[] = [];
  #title: string | undefined;
  #at = { from: 0, to: 0, doc: 0, kind: 0 };

  add({ title, path, body }: Fields): void {
    const doc = this.count++;
    if (title !== this.#title) {
      const from = this.#end;
      this.#put(foldUnits(title));
      this.#at = { from, to: this.#end, doc, kind: kindOf(fold(title)) };
      this.#title = title;
    }
    const { from, to, doc: first, kind } = this.#at;
    const start = this.#end;
    this.#put(foldUnits(path));
    const middle = this.#end;
    const units = foldUnits(body);
    this.#put(units);
    this.#spans.push(from, to, start, middle, this.#end);
    this.#first.push(first);
    this.#size.push(0);
    this.#size[first] = doc - first + 1;
    this.#kinds.push(kind);
    this.#marks.push(marksOf(path, unfolded(units)));
  }

  close() {
    const size = Uint32Array.from(this.#first, (first) => this.#size[first] ?? 1);
    return {
      count: this.count,
      text: this.#text.slice(0, this.#end),
      spans: Uint32Array.from(this.#spans),
      first: Uint32Array.from(this.#first),
      size,
      kinds: Uint8Array.from(this.#kinds),
      marks: Uint8Array.from(this.#marks),
    };
  }

  #put(units: Uint16Array): void {
    while (this.#end + units.length > this.#text.length) {
      const grown = new Uint16Array(this.#text.length * 2);
      grown.set(this.#text);
      this.#text = grown;
    }
    this.#text.set(units, this.#end);
    this.#end += units.length;
  }
}
