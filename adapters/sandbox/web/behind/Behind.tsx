/** Behind the scenes: what crossed the border, and how to make things go wrong on purpose. */
import { Drawer, Tabs } from "antd";
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
  return (
    <Drawer
      open
      // The chat stays usable beside it: that is what one opens it for.
      mask={false}
      size={420}
      title={words.behindTitle}
      onClose={onClose}
      rootClassName="behind"
      closable={{ "aria-label": words.close }}
    >
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
    </Drawer>
  );
}
