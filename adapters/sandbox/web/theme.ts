/** Colours and type of the page. Every text colour stands at 4.5:1 or better on its ground. */
import type { ThemeConfig } from "antd";

/** Without a named Chinese face some systems draw digits with an emoji font and characters in their Japanese form. */
const fontFamily = '-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';

export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#b53d26",
    colorLink: "#a8351f",
    colorError: "#c4281c",
    colorText: "#2b2622",
    colorTextSecondary: "#645c53",
    colorTextPlaceholder: "#756c62",
    colorBorder: "#ddd3c6",
    borderRadius: 10,
    fontFamily,
    fontSize: 15,
    // Who asked for stillness gets it, in boxes that open too.
    motion: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  },
};
