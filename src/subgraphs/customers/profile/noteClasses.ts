import { resolveName, type Catalogue } from '../../../catalogue/catalogue.js';
import type { PersonsRead } from '../../../access/PersonsRead.js';
import { piiClasses, type PiiClass } from '../../../words/piiClasses.js';

interface Noting {
  readonly catalogue: Catalogue;
  readonly persons?: PersonsRead | undefined;
}

const personal: ReadonlySet<string> = new Set(piiClasses);

/** Notes the class of a value that the answer holds, by a name that only arguments give; nothing where it is not personal. */
export function noteClass({ persons }: Pick<Noting, 'persons'>, piiClass: string | null): void {
  if (piiClass !== null && personal.has(piiClass)) persons?.classes.add(piiClass as PiiClass);
}

const noteMeanings = (context: Noting, meanings: readonly { readonly piiClass: string | null }[]): void => {
  for (const { piiClass } of meanings) noteClass(context, piiClass);
};

/** Notes the classes of attributes by their names: of a slot those of all its meanings, of null those of all attributes. */
export function noteNames(context: Noting, names: readonly string[] | null | undefined): void {
  const { catalogue, persons } = context;
  if (persons === undefined) return;
  if (names == null) return noteMeanings(context, catalogue.meanings);
  for (const name of names) {
    const found = resolveName(catalogue, name);
    noteMeanings(
      context,
      'slot' in found ? catalogue.meanings.filter(({ slot }) => slot === found.slot) : found.name.meanings,
    );
  }
}
