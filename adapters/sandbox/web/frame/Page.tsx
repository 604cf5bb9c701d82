/** The whole page: who I am, which chat, the chat itself, and the drawer behind it. */
import { Button } from "antd";
import { lazy, Suspense, useMemo, useState, useSyncExternalStore } from "react";
import { profiles } from "../../profiles.ts";
import { Chat } from "../chat/Chat.tsx";
import icon from "../icon.svg";
import type { Known } from "../store.ts";
import { clockFor } from "../time.ts";
import { toasts } from "../toast.ts";
import { useUnread } from "../unread.ts";
import { useView } from "../view.ts";
import { useWords } from "../wording.ts";
import { Icon } from "./Icon.tsx";
import { PersonBar } from "./PersonBar.tsx";
import { RoomList } from "./RoomList.tsx";

// Most people never open it, so it is fetched when they do.
const Behind = lazy(() => import("../behind/Behind.tsx"));

export function Page({ known }: { known: Known }) {
  const words = useWords();
  const [view, go] = useView(known);
  const [profileId, setProfileId] = useState("sandbox");
  const [open, setOpen] = useState(false);
  const [late, setLate] = useState(false);
  const clock = useMemo(() => clockFor(known.timeZone, known.locale), [known.timeZone, known.locale]);
  const unread = useUnread(known, view.me.address, view.chat);
  const profile = profiles.find(({ id }) => id === profileId) ?? profiles[0];
  const chatsOf = (person: string) => [
    person,
    ...known.rooms.filter(({ members }) => members.some((member) => member === person)).map(({ address }) => address),
  ];
  const { me, room } = view;
  const toast = useSyncExternalStore(toasts.subscribe, toasts.snapshot);

  return (
    <div className={open ? "page with-behind" : "page"}>
      <aside className="side">
        <div className="brand">
          <img src={icon} alt="" width="38" height="38" />
          <h1>
            {words.brand}
            <small>{words.tagline}</small>
          </h1>
        </div>
        <RoomList
          view={view}
          people={known.people}
          shown={known.shown}
          clock={clock}
          unread={(chat) => unread(me.address, chat)}
          onOpen={(chat) => go(me.address, chat)}
        />
        <p className="local">
          <Icon of="lock" size={15} />
          {words.local}
        </p>
      </aside>
      <div className="main">
        <PersonBar
          people={known.people}
          me={me}
          waiting={({ address }) =>
            address !== me.address && chatsOf(address).some((chat) => unread(address, chat) > 0)
          }
          onChoose={({ address }) => go(address, room?.members.includes(address) ? room.address : address)}
        />
        <main>
          <header className="chat-head">
            <div>
              <h2>{room?.name ?? words.direct}</h2>
              <small>
                {room ? (room.bot ? words.members : words.membersOnly)(room.members.length) : words.directHint}
              </small>
            </div>
            <select
              className="profile"
              aria-label={words.shownAs}
              title={words.shownAs}
              value={profileId}
              onChange={({ target }) => setProfileId(target.value)}
            >
              {profiles.map(({ id, ...names }) => (
                <option key={id} value={id}>
                  {names[known.locale]}
                </option>
              ))}
            </select>
            <Button icon={<Icon of="behind" size={17} />} onClick={() => setOpen(!open)} aria-expanded={open}>
              {words.behind}
            </Button>
          </header>
          {!known.live && (
            <p className="offline" role="status">
              {words.reconnecting}
            </p>
          )}
          {profile && (
            <Chat
              key={`${me.address}|${view.chat}`}
              known={known}
              view={view}
              clock={clock}
              profile={profile}
              late={late}
              onSent={() => setLate(false)}
            />
          )}
        </main>
      </div>
      <p className={toast?.good ? "toast good" : "toast"} role="status">
        {toast?.text}
      </p>
      {open && (
        <Suspense>
          <Behind known={known} view={view} clock={clock} late={late} onLate={setLate} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
