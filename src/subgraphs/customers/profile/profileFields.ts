import type { Catalogue, CatalogueName } from '../../../catalogue/catalogue.js';
import type { FieldMeaning } from '../../../catalogue/meaning.js';
import { classOfMeanings, holdsOn } from '../../../catalogue/meaning.js';
import { graphqlName } from '../../../lib/text/graphqlName.js';
import { dataTypes } from '../../../words/dataTypes.js';

const latest = ({ meanings }: CatalogueName): FieldMeaning => meanings.at(-1) as FieldMeaning;

function deprecation(name: CatalogueName, today: string): string | null {
  const { alias, validTo } = latest(name);
  if (alias.toLowerCase() !== name.name.toLowerCase()) return `Renamed: use ${graphqlName(alias)}.`;
  if (validTo !== null && !holdsOn(latest(name), today)) return `Retired: no value from ${validTo} on.`;
  return null;
}

/** A catalogue word inside the SDL: any text, as a GraphQL string. */
const quoted = (text: string): string => JSON.stringify(text);

/** The class of a name's values; nothing where nobody has said it. */
function piiSdl({ meanings }: CatalogueName): string {
  const known = classOfMeanings(meanings);
  return known === null ? '' : ` @pii(class: ${known})`;
}

function fieldSdl(name: CatalogueName, today: string): string {
  const { description, unit, slot, dataType } = latest(name);
  const words = `${description}${unit === null ? '' : ` Unit: ${unit}.`} (${name.name}, ${slot})`;
  const reason = deprecation(name, today);
  const deprecated = reason === null ? '' : ` @deprecated(reason: ${quoted(reason)})`;
  return `  ${quoted(words)}\n  ${name.graphqlName}: ${dataTypes[dataType].graphqlType}${piiSdl(name)}${deprecated}`;
}

/** The typed fields of the catalogue's names: SDL that extends `ProfileFields`; '' for an empty catalogue. */
export function profileFieldsSdl(catalogue: Catalogue, today: string): string {
  const names = [...catalogue.namesByGraphqlName.values()];
  if (names.length === 0) return '';
  return `extend type ProfileFields {\n${names.map((name) => fieldSdl(name, today)).join('\n')}\n}\n`;
}

/** The fields of retired names that are still answered: SDL that extends `ProfileFields`; '' without any. */
export function retiredFieldsSdl({ retired }: Catalogue): string {
  const fields = [...retired.values()].map(
    (name) => `  ${name.graphqlName}: ${dataTypes[name.dataType].graphqlType}${piiSdl(name)}`,
  );
  return fields.length === 0 ? '' : `extend type ProfileFields {\n${fields.join('\n')}\n}\n`;
}
