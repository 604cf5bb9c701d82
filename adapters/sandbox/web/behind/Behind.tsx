/** Behind the scenes: what crossed the border, and how to make things go wrong on purpose. The chat stays usable beside it. */
import { Button, Tabs } from "antd";
import { useEffect, useRef } from "react";
import { Icon } from "../frame/Icon.tsx";
import type { Known } from "../store.ts";
import type { Clock } from "../time.ts";
import type { View } from "../view.ts";
import { useWords } from "../wording.ts";
import { Events } from "./Events.tsx";
import { Simulate } from "./Simulate.tsx";

interface Props {
  known: Known;
  view: View;
  clock: Clock;
  late: boolean;
  onLate: (late: boolean) => void;
  onClose: () => void;
}

export default function Behind({ known, view, clock, late, onLate, onClose }: Props) {
  const words = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  // Who opened it by keyboard goes on from its heading.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <aside
      className="behind"
      aria-label={words.behind}
      onKeyDown={({ key }) => {
        if (key === "Escape") onClose();
      }}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {words.behind}
          <small>{words.behindTitle}</small>
        </h2>
        <Button type="text" icon={<Icon of="close" />} aria-label={words.close} title={words.close} onClick={onClose} />
      </header>
      <Tabs
        items={[
          { key: "events", label: words.events, children: <Events raw={known.raw} clock={clock} /> },
          {
            key: "simulate",
            label: words.simulate,
            children: <Simulate known={known} view={view} late={late} onLate={onLate} />,
          },
        ]}
      />
    </aside>
  );
}
