import { safeName } from './safeName.js';

/** What a part is called after. */
interface NamedPart {
  readonly subAudienceId: string;
  readonly treatmentName: string;
}

/** Each name, with a number behind it where it, whatever its case, has been before. */
function numbered(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name}_${n}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/**
 * The names of the treatments of a campaign, in their order: campaign and treatment, where several sub-audiences have a treatment of
 * that name also the sub-audience. No two are the same in file systems that know no case either.
 */
export function partNames(campaignName: string, parts: readonly NamedPart[]): string[] {
  const short = parts.map(({ treatmentName }) => safeName(treatmentName));
  const counts = new Map<string, number>();
  for (const name of short) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  return numbered(
    parts.map(({ subAudienceId }, n) => {
      const name = short[n] ?? '';
      const isUnique = counts.get(name.toLowerCase()) === 1;
      return [safeName(campaignName), ...(isUnique ? [] : [safeName(subAudienceId)]), name].join('_');
    }),
  );
}
