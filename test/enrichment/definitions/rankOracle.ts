export interface RankedRow {
  readonly day: string;
  readonly score: number | null;
  readonly known: number | null;
}

const isWorse = (one: number | null, other: number | null): boolean =>
  one === null ? other !== null : other !== null && one < other;

/** A fraction of whole numbers, neither negative, as text with at most four places: half is rounded up. */
function fourPlaces(dividend: bigint, divisor: bigint): string {
  const scaled = (dividend * 10_000n * 2n + divisor) / (divisor * 2n);
  const places = String(scaled % 10_000n)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${scaled / 10_000n}${places === '' ? '' : `.${places}`}`;
}

/** The rank of one row, by comparing it with every other of its day. */
export function rankOracle(rows: readonly RankedRow[], row: RankedRow, among: 'score' | 'known') {
  const ranked = rows.filter((other) => other.day === row.day && other[among] !== null);
  if (row[among] === null) return { percent: null, bucket: () => null };
  const others = BigInt(ranked.length - 1);
  const worse = BigInt(ranked.filter((other) => isWorse(other.score, row.score)).length);
  return {
    percent: others === 0n ? '100' : fourPlaces(100n * worse, others),
    /** The first bucket whose upper end the share does not pass. */
    bucket: (buckets: bigint): string => {
      if (others === 0n) return String(buckets);
      let bucket = 1n;
      while (worse * buckets > bucket * others) bucket += 1n;
      return String(bucket);
    },
  };
}
