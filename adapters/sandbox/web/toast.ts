/** One short notice at a time, read out by screen readers, gone after four seconds. */

export interface Toast {
  text: string;
  good: boolean;
}

let shown: Toast | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function set(next: Toast | undefined) {
  shown = next;
  for (const listener of listeners) listener();
}

export const toasts = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  snapshot: () => shown,
};

export function toast(text: string, good = false): void {
  clearTimeout(timer);
  set({ text, good });
  timer = setTimeout(() => set(undefined), 4000);
}
