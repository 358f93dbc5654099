const named =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm;
const takenApart = /^export (?:const|let) [{[]([^}\]]*)/gm;

/** The names that a source declares and exports, each once; what it gives on from elsewhere is not its own. */
function namesIn(text: string): Set<string> {
  const parts = [...text.matchAll(takenApart)].flatMap(([, list = '']) => list.match(/\w+(?=\s*(?:,|$))/g) ?? []);
  return new Set([...[...text.matchAll(named)].map(([, name = '']) => name), ...parts]);
}

/** Exported names, types too, that more than one source declares. */
export function ownerFaults(sources: Readonly<Record<string, string>>): string[] {
  const owners = new Map<string, string[]>();
  for (const [file, text] of Object.entries(sources))
    for (const name of namesIn(text)) owners.set(name, [...(owners.get(name) ?? []), file]);
  return [...owners].flatMap(([name, files]) =>
    files.length > 1 ? [`${name} is exported by ${files.join(' and ')}`] : [],
  );
}
