/** One short name and a button to make something of it. */
import { Button, Input, Space } from "antd";
import { useState } from "react";
import { useWords } from "../wording.ts";

export function NameField({ label, onAdd }: { label: string; onAdd: (name: string) => Promise<void> }) {
  const words = useWords();
  const [name, setName] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) void onAdd(name.trim()).then(() => setName(""));
      }}
    >
      <Space.Compact block>
        <Input
          value={name}
          maxLength={20}
          placeholder={label}
          aria-label={`${label}：${words.name}`}
          onChange={({ target }) => setName(target.value)}
        />
        <Button htmlType="submit">{words.add}</Button>
      </Space.Compact>
    </form>
  );
}
