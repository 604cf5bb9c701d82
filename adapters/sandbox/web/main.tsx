/** The page of the sandbox. */
import { ConfigProvider } from "antd";
import enUS from "antd/es/locale/en_US.js";
import zhCN from "antd/es/locale/zh_CN.js";
import { StrictMode, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { Page } from "./frame/Page.tsx";
import { connect, store } from "./store.ts";
import "./style/base.css";
import "./style/frame.css";
import "./style/side.css";
import "./style/lines.css";
import "./style/words.css";
import "./style/attached.css";
import "./style/composer.css";
import "./style/behind.css";
import "./style/phone.css";
import { theme } from "./theme.ts";
import { Words } from "./wording.ts";
import { en, zh } from "./words.ts";

function Root() {
  const known = useSyncExternalStore(store.subscribe, store.snapshot);
  if (!known) return null;
  const words = known.locale === "en" ? en : zh;
  document.documentElement.lang = words.lang;
  return (
    <ConfigProvider
      theme={theme}
      locale={known.locale === "en" ? enUS : zhCN}
      // A gap inside two-character buttons would make "发送" unfindable by its name.
      button={{ autoInsertSpace: false }}
    >
      <Words value={words}>
        <Page known={known} />
      </Words>
    </ConfigProvider>
  );
}

connect();
const page = document.getElementById("page");
if (page)
  createRoot(page).render(
    <StrictMode>
      <Root />
    </StrictMode>,
  );
