/** Programs that run a file of the project. */
const RUNNER = /(^|[\s/])(node|nodemon|node-dev|ts-node|ts-node-dev|tsx|babel-node|bun|supervisor|pm2|forever)\s/;

/** Flags with an argument that is loaded before the app, or is configuration: never the app itself. */
const FLAG_WITH_ARGUMENT =
  /^(-r|--require|--import|--loader|--experimental-loader|-P|--project|-c|--config|--env-file|-w|--watch-path|--ignore|-e|--ext|--tsconfig|-i|--prefix)$/;

/** `--exec "node app.js"`: the argument is a command. */
const FLAG_WITH_COMMAND = /^(--exec|-x)$/;

const PROGRAM =
  /^(node|nodemon|ts-node|ts-node-dev|tsx|npm|npx|yarn|pnpm|bun|run|babel-node|cross-env|concurrently|start|dev|build|tsc|test|watch|pm2|forever|sh|cd|rimraf|rm|cp|mkdir|echo|webpack|babel|gulp|grunt)$/;

/** The files that a script of package.json runs with Node or one of its wrappers. */
export function filesRunByNode(command: string): string[] {
  return command
    .split(/[&|;]+/)
    .filter((part) => RUNNER.test(part))
    .flatMap(wordsThatMayBeFiles);
}

/** The words of a command line that may be files of the project. */
export function wordsThatMayBeFiles(command: string): string[] {
  const words =
    command.match(/"[^"]*"|'[^']*'|[^\s&|;]+/g)?.flatMap((word) =>
      word
        .replace(/^["'\\]+|["'\\]+$/g, '')
        .replaceAll('\\', '/')
        .split(/[\s&|;]+/),
    ) ?? [];
  return words.filter((word, index) => {
    if (FLAG_WITH_ARGUMENT.test(words[index - 1] ?? '')) return false;
    if (word.startsWith('-') || FLAG_WITH_COMMAND.test(word)) return false;
    if (/^[A-Z_]+=/.test(word) || word.includes('*') || word.includes('node_modules')) return false;
    return !PROGRAM.test(word);
  });
}
