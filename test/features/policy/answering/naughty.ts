/** Strings that break programs, made by families of our own: more than the 515 that ANSWERS.md §5, B11 asks for. */

const NUMBERS = [
  ..."0 -0 +0 00 1 -1 1/0 0/0 -1/-0 0x0 0xff 0b1 0o7 1e999 -1e999 1e-999 NaN nan Infinity -Infinity INF 1.0 .5 5. 1,000 1.000,5 1'000'000 ১২৩ ١٢٣ ½ ² ① Ⅷ ０ １２ 一二三 〇 2147483648 -2147483649 9007199254740993 18446744073709551616 99999999999999999999999999".split(
    " ",
  ),
];
const WORDS =
  "undefined undef null NULL (null) nil None none true false TRUE FALSE \\ \\\\ hasOwnProperty constructor __proto__ prototype toString valueOf then default async yield CON PRN AUX NUL COM1 LPT1 ~ . .. / // ? ?? ! # ## % %% & && * ** ^ _ __ - -- --- = == + ++ | || ; : :: , ' '' \" \"\" ` `` ( ) [ ] { } < > $ $$ @ @@".split(
    " ",
  );
const TAGS =
  "script svg img iframe body a input video math details object embed style link form marquee base area".split(" ");
const EVENTS = "onload onerror onclick onfocus onmouseover ontoggle onstart onpageshow".split(" ");
const markup = TAGS.flatMap((tag) => EVENTS.map((event) => `<${tag} ${event}=alert(1)>`));
const links = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<b>", "vbscript:x", "file:///etc/passwd"];
const wrapped = links.flatMap((link) => [link, `<a href="${link}">x</a>`, `[x](${link})`, `![x](${link})`]);
const QUOTES = ["'", '"', "')", "';", "''", "%27", "\\'", "`"];
const SQL = ["or 1=1 --", "; drop table policy_last; --", "union select 1,2,3 --", "; delete from people where 1=1"];
const sql = QUOTES.flatMap((quote) => SQL.map((order) => `${quote} ${order}`));
const templates = [
  "{7*7}",
  "{{7*7}}",
  "$" + "{7*7}",
  "<%= 7*7 %>",
  "#{7*7}",
  "[[7*7]]",
  "{% x %}",
  "{0}",
  "%s%n",
  "%d%x",
];
const shell = ["$(id)", "`id`", "| ls", "; reboot", "&& ls", "> x", "< /etc/passwd", "\\n ls", "$HOME", "%PATH%", "!!"];
const paths = [1, 2, 3, 5, 9].flatMap((n) =>
  ["../", "..\\", "%2e%2e/", "..%2f", "....//"].map((up) => `${up.repeat(n)}etc/passwd`),
);
const sheets = ["=", "+", "-", "@", "＝", "\t=", "|"].flatMap((sign) => [`${sign}HYPERLINK("http://x")`, `${sign}1+1`]);
/** A stretch of each script: right to left, joined, tonal, beyond the first plane, private, unassigned. */
const scripts = [
  0x00a1, 0x0180, 0x0250, 0x0300, 0x0370, 0x0400, 0x0531, 0x05d0, 0x0621, 0x0710, 0x0780, 0x0905, 0x0985, 0x0a05,
  0x0b05, 0x0c05, 0x0d05, 0x0e01, 0x0f00, 0x1000, 0x10a0, 0x1100, 0x1200, 0x13a0, 0x1400, 0x1780, 0x1820, 0x1e00,
  0x2000, 0x2028, 0x2060, 0x20a0, 0x2100, 0x2190, 0x2200, 0x2300, 0x2460, 0x2500, 0x2600, 0x2700, 0x2800, 0x2e80,
  0x3000, 0x3041, 0x30a1, 0x3105, 0x3400, 0x4e00, 0x9f00, 0xa000, 0xac00, 0xe000, 0xf900, 0xfb00, 0xfe00, 0xfe30,
  0xff01, 0xffe0, 0xfff9, 0x10330, 0x1d400, 0x1f1e6, 0x1f300, 0x1f600, 0x1f9d0, 0x20000, 0x2f800, 0xe0001, 0xe0100,
].map((from) => Array.from({ length: 12 }, (_, i) => String.fromCodePoint(from + i)).join(""));
const hidden = [0x200b, 0x200c, 0x200d, 0x200e, 0x202a, 0x202e, 0x2066, 0x2069, 0x00ad, 0x061c, 0xfeff, 0x180e].flatMap(
  (code) => [String.fromCodePoint(code).repeat(3), `re${String.fromCodePoint(code)}verse`],
);
const control = Array.from({ length: 32 }, (_, code) => `a${String.fromCharCode(code)}b`);
const floods = [
  "e\u0301",
  "👨\u200d👩\u200d👧",
  "ﷺ",
  "﷽",
  "Ẑ\u0323\u0324",
  "\ud83d",
  "\udc00",
  "🇨",
  "🏴\u{e0067}\u{e007f}",
].flatMap((one) => [one, one.repeat(40)]);
const headers = ["\r\nSet-Cookie: a=b", "\nHost: x", "%0d%0aX: y", "GET / HTTP/1.1\r\n\r\n", "--boundary\r\n"];

export const NAUGHTY: readonly string[] = [
  ...new Set([
    ...NUMBERS,
    ...WORDS,
    ...markup,
    ...wrapped,
    ...sql,
    ...templates,
    ...shell,
    ...paths,
    ...sheets,
    ...scripts,
    ...hidden,
    ...control,
    ...floods,
    ...headers,
  ]),
];
