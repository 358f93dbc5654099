/** Whom to call for notices of a channel. */
export type Notices = Readonly<Record<string, () => void>>;

/** What several want to be called for, as one: all who name a channel, in their order. */
export function joinNotices(...all: readonly Notices[]): Notices {
  const channels = new Set(all.flatMap((notices) => Object.keys(notices)));
  return Object.fromEntries(
    [...channels].map((channel) => [channel, () => all.forEach((notices) => notices[channel]?.())]),
  );
}
