/** The values of an exposition by series as they are written, such as `facet_workers{answered="yes"}`. Throws where a line is none. */
export function readExposition(text: string): ReadonlyMap<string, number> {
  const series = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('# ')) continue;
    const [, name, value] =
      /^([a-zA-Z_:][\w:]*(?:\{(?:[a-zA-Z_]\w*="(?:[^"\\]|\\["\\n])*",?)*\})?) (\S+)$/.exec(line) ?? [];
    if (name === undefined || series.has(name)) throw new Error(`${JSON.stringify(line)} is no series, or comes twice`);
    series.set(name, Number(value));
  }
  return series;
}

/** The series of a metric, by their labels as they are written; `''` for none. */
export const seriesOf = (text: string, metric: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...readExposition(text)].flatMap(([name, value]) =>
      name === metric || name.startsWith(`${metric}{`) ? [[name.slice(metric.length), value]] : [],
    ),
  );
