import { readConfig } from '../../src/config.js';
import {
  isDerived,
  labelOf,
  type AttributeDefinition,
  type AttributeFamily,
} from '../../src/enrichment/definitions/definition.js';
import { createRegistry } from '../../src/enrichment/families/registry.js';
import { graphqlName } from '../../src/lib/text/graphqlName.js';
import { dataTypes } from '../../src/words/dataTypes.js';
import { markdownTable } from './markdownTable.js';

const attributeRow = (attribute: AttributeDefinition): string[] => [
  `\`${attribute.alias}\``,
  labelOf(attribute),
  attribute.dataType,
  attribute.unit ?? '',
  attribute.description,
  isDerived(attribute) ? attribute.derived.from.map((name) => `\`${name}\``).join(', ') : '',
  attribute.absent === undefined ? 'null' : attribute.absent.replaceAll("'", ''),
];

const familyText = ({ source, attributes }: AttributeFamily): string => `## ${source}

${markdownTable(['alias', 'label', 'type', 'unit', 'meaning', 'made of', 'without data'], attributes.map(attributeRow))}
`;

const columnRow = (attribute: AttributeDefinition): string[] => [
  `\`${attribute.alias}\``,
  `\`${attribute.name}\``,
  `\`${graphqlName(attribute.alias)}\``,
  `\`${attribute.alias.toLowerCase()}\``,
  dataTypes[attribute.dataType].slotKind,
  attribute.category,
  attribute.direction ?? 'NEUTRAL',
  attribute.piiClass ?? '',
];

/** The text of `docs/attributes.md`: every attribute of the default configuration, from its definition. */
export function attributeDocs(): string {
  const { families, definitions } = createRegistry(readConfig({}));
  return `# Calculated attributes

Made from the attribute definitions in \`src/enrichment/families/\`; do not edit. Enrichment works these attributes of customers out as
of a day D in the configured zone: everything up to the end of D counts, the last n days are (D − n, D], the last month is
(D − 1 month, D]. "Without data" is the value of a customer whom the source says nothing of. Attributes of your own:
[attribute-kinds.md](attribute-kinds.md).

${families.map(familyText).join('\n')}
## Names

${markdownTable(['alias', 'in the enriched table', 'in `profile.fields`', 'in the view', 'slot', 'category', 'direction', 'PII class'], definitions.map(columnRow))}
`;
}
