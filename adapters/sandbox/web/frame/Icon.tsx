/** A few line drawings; a whole icon library would weigh more than the page. */
const PATHS = {
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Zm0 0v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-4 7.5",
  picture: "M4 5h16v14H4zM4 16l4.5-5 4 4.5L15 13l5 5M15.5 9.5h.01",
  place: "M12 21s7-6.3 7-11.5A7 7 0 0 0 5 9.5C5 14.7 12 21 12 21Zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  reply: "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6",
  close: "M6 6l12 12M18 6 6 18",
  behind: "M8 6 3 12l5 6M16 6l5 6-5 6M13.5 4l-3 16",
  file: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  live: "M4 12a8 8 0 0 1 13.7-5.6L20 8M20 4v4h-4M20 12a8 8 0 0 1-13.7 5.6L4 16M4 20v-4h4",
  send: "M4 12 20 4l-5 16-3.5-6.5L4 12Z",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
} as const;

export function Icon({ of, size = 20 }: { of: keyof typeof PATHS; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={PATHS[of]} />
    </svg>
  );
}
