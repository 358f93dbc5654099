/**
 * Calls `onNewDay` when `today` begins to give another day; looks every `milliseconds`. Does not keep the process alive;
 * the returned function ends it.
 */
export function followDays(today: () => string, onNewDay: () => void, milliseconds = 60_000): () => void {
  let known = today();
  const timer = setInterval(() => {
    const day = today();
    if (day === known) return;
    known = day;
    onNewDay();
  }, milliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
