/** Layers by their names, each with what it may import. */
type Layers = Readonly<Record<string, readonly string[]>>;

const begin = '<!-- layers: written by "npx tsx scripts/layers.ts" -->';
const end = '<!-- end of the layers -->';

/** The floor of each layer: 0 where it imports nothing, else one above the highest that it may import. */
function floorsOf(layers: Layers): ReadonlyMap<string, number> {
  const floors = new Map<string, number>();
  const floorOf = (layer: string): number => {
    const floor = floors.get(layer) ?? Math.max(-1, ...(layers[layer] ?? []).map(floorOf)) + 1;
    floors.set(layer, floor);
    return floor;
  };
  for (const layer of Object.keys(layers)) floorOf(layer);
  return floors;
}

const inCode = (name: string): string => `\`${name}\``;

/**
 * The floors of layers as Markdown: a picture with a box for each floor, the highest first, and a list of what each layer may
 * import. A layer stands one floor above the highest of those that it may import.
 */
export function layerList(layers: Layers): string {
  const floors = floorsOf(layers);
  const highestFirst = [...new Set(floors.values())].sort((a, b) => b - a);
  const namesOn = (wanted: number): string[] =>
    [...floors].flatMap(([name, floor]) => (floor === wanted ? [name] : [])).toSorted();
  const boxes = highestFirst.map((floor) => `  floor${floor}["${namesOn(floor).join(' · ')}"]`);
  const ways = highestFirst.map((floor) => `floor${floor}`).join(' --> ');
  const lines = highestFirst.flatMap(namesOn).flatMap((name) => {
    const below = (layers[name] ?? []).toSorted().map(inCode).join(', ');
    return below === '' ? [] : [`- ${inCode(name)}: ${below}`];
  });
  return ['```mermaid', 'flowchart TB', ...boxes, `  ${ways}`, '```', '', 'What each may import:', '', ...lines].join(
    '\n',
  );
}

/** A document with the list between its markers. Throws where it has none. */
export function withLayers(document: string, list: string): string {
  const [before, rest] = document.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined)
    throw new Error(`The document has no "${begin}" with "${end}" behind it`);
  return `${before}${begin}\n\n${list}\n\n${end}${after}`;
}
