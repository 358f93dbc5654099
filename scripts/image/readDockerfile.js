/** An instruction of a Dockerfile: its word in capitals, and the rest on one line, without comments. */
const instructionsOf = (text) =>
  text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^(\w+)\s+(.*)$/.exec(line).slice(1));

/** Puts what `ARG` and `ENV` said in place of `${NAME}`. */
const expanded = (text, variables) => text.replace(/\$\{(\w+)\}/g, (_, name) => variables[name] ?? '');

const pairsOf = (text) =>
  Object.fromEntries(
    text
      .trim()
      .split(/\s+/)
      .map((pair) => pair.split(/=(.*)/s).slice(0, 2)),
  );

/** What one instruction does to its stage. Throws where it is one that the project's Dockerfile has no need of. */
function apply(stage, word, rest) {
  switch (word) {
    case 'WORKDIR':
    case 'RUN':
      return void stage.steps.push({ word, text: rest });
    case 'COPY': {
      const [, from, paths] = /^(?:--from=(\S+)\s+)?(.*)$/.exec(rest);
      const all = paths.split(/\s+/);
      return void stage.steps.push({ word, from, sources: all.slice(0, -1), target: all.at(-1) });
    }
    case 'ENV':
      return void Object.assign(stage.environment, pairsOf(rest));
    case 'USER':
      return void (stage.user = rest);
    case 'EXPOSE':
      return void (stage.port = Number(rest));
    case 'HEALTHCHECK':
      return void (stage.healthcheck = JSON.parse(/CMD\s+(\[.*\])$/.exec(rest)[1]));
    case 'ENTRYPOINT':
      return void (stage.entrypoint = JSON.parse(rest));
    case 'CMD':
      return void (stage.command = JSON.parse(rest));
    default:
      throw new Error(`The Dockerfile has ${word}, which scripts/image cannot carry out.`);
  }
}

/**
 * The stages of a Dockerfile in order: `base`, `name`, `steps` (`WORKDIR`, `RUN`, `COPY`), `environment`, `user`, `port`,
 * `healthcheck`, `entrypoint`, `command`. Throws on instructions that the project's Dockerfile does not use.
 */
export function readDockerfile(text) {
  const stages = [];
  const variables = {};
  for (const [word, rest] of instructionsOf(text)) {
    if (word === 'ARG') Object.assign(variables, pairsOf(rest));
    else if (word === 'FROM') {
      const [base, , name] = expanded(rest, variables).split(/\s+/);
      stages.push({ base, name, steps: [], environment: {} });
    } else apply(stages.at(-1), word, rest);
  }
  return stages;
}
