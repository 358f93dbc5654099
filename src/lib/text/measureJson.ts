/** Bytes of V8's heap that a value takes, measured with lists of empty objects and lists. */
const valueSize = 60;

/** How deep lists and objects are nested at most in a JSON text, and about how many bytes it takes once it is read, with the text. */
export function measureJson(json: string): { readonly deepest: number; readonly size: number } {
  let depth = 0;
  let values = 1;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < json.length; i += 1) {
    const char = json.charCodeAt(i);
    if (inString) {
      if (char === 0x5c /* \ */) i += 1;
      else if (char === 0x22 /* " */) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b /* { */ || char === 0x5b /* [ */) {
      depth += 1;
      values += 1;
      if (depth > deepest) deepest = depth;
    } else if (char === 0x7d /* } */ || char === 0x5d /* ] */) depth -= 1;
    else if (char === 0x2c /* , */ || char === 0x3a /* : */) values += 1;
  }
  return { deepest, size: 2 * json.length + valueSize * values };
}
