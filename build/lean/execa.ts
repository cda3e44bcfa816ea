/** We call `execa(file, args, options)` with cwd, env, stdin and reject; everything else is left out. */
const never = (what: string): string => `() => { throw new Error('execa without ${what}'); }`;
const nothing = '() => {}';

const LIB: Record<string, Record<string, string>> = {
  'methods/node': { handleNodeOption: '(file, commandArguments, options) => [file, commandArguments, options]' },
  'ipc/methods': { addIpcMethods: nothing },
  'ipc/ipc-input': { validateIpcInputOption: nothing, sendIpcInput: nothing },
  'ipc/buffer-messages': {
    waitForIpcOutput: '({ipcOutput}) => ipcOutput',
    getBufferedIpcOutput: '(_, ipcOutput) => ipcOutput',
  },
  'pipe/setup': { pipeToSubprocess: never('pipes') },
  'convert/add': { addConvertedStreams: nothing },
  'terminate/cancel': { validateCancelSignal: nothing, throwOnCancel: '() => []' },
  'terminate/graceful': { validateGracefulCancel: nothing, throwOnGracefulCancel: '() => []' },
  'terminate/timeout': { validateTimeout: nothing, throwOnTimeout: '() => []' },
  // Signals come by name, from Node.
  'terminate/signal': {
    normalizeKillSignal: 'signal => signal',
    normalizeSignalArgument: 'signal => signal',
    getSignalDescription: 'signal => signal',
  },
  'verbose/info': { getVerboseInfo: '() => ({})' },
  'verbose/start': { logCommand: nothing },
  'verbose/complete': { logResult: nothing },
  // stdin is ignored, stdout and stderr are pipes: no streams of ours, no transforms, no lists of targets.
  'stdio/handle': { cleanupCustomStreams: nothing },
  'stdio/handle-async': {
    handleStdioAsync: `options => {
      options.stdio = ['stdin', 'stdout', 'stderr'].map(name => options[name] ?? 'pipe');
      return options.stdio.map((value, fdNumber) => ({
        direction: fdNumber === 0 ? 'input' : 'output',
        stdioItems: [{ type: 'native', value }],
      }));
    }`,
  },
  'io/output-async': { pipeOutputAsync: nothing },
  // Text is all that is read, and nobody says so much that it would not fit.
  'io/contents': {
    getStreamOutput: `async ({stream, onStreamEnd}) => {
      let bufferedData = '';
      stream.setEncoding('utf8').on('data', chunk => { bufferedData += chunk; });
      try {
        await onStreamEnd;
      } catch (error) {
        throw Object.assign(error, {bufferedData});
      }
      return bufferedData;
    }`,
    getBufferedData: 'promise => promise.catch(({bufferedData}) => bufferedData)',
  },
  'resolve/all-async': { makeAllStream: nothing, waitForAllStream: 'async () => {}' },
  // Nothing is killed by us.
  'terminate/kill': {
    normalizeForceKillAfterDelay: '() => 5000',
    subprocessKill: '() => false',
    killOnTimeout: nothing,
  },
  // One value for stdin, stdout, stderr and all alike.
  'arguments/specific': {
    normalizeFdSpecificOptions: `options => ({
      ...options,
      ...Object.fromEntries(Object.entries({ lines: false, buffer: true, maxBuffer: 1e8, verbose: 'none', stripFinalNewline: true })
        .map(([name, value]) => [name, Array(4).fill(options[name] ?? value)])),
    })`,
    normalizeFdSpecificOption: `() => Array(4).fill('none')`,
    parseFd: nothing,
    FD_SPECIFIC_OPTIONS: '[]',
    getFdSpecificValue: '(values, fdNumber) => values[fdNumber]',
  },
  'arguments/escape': { joinCommand: 'command => ({command, escapedCommand: command})', escapeLines: 'lines => lines' },
  'arguments/encoding-option': { validateEncoding: nothing, BINARY_ENCODINGS: 'new Set()' },
  // What went wrong is told by its code and by what the command said.
  'return/message': { createMessages: '() => ({})' },
};

const source = (names: Record<string, string>): string =>
  Object.entries(names)
    .map(([name, value]) => `export const ${name} = ${value};`)
    .join('\n');

const lib = (folder: string, modules: Record<string, Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(modules).map(([file, names]) => [`${folder}/${file}.js`, source(names)]));

/** Stand-ins for the modules of execa and of its own dependencies. */
export const EXECA: Record<string, string> = {
  'execa/index.js': `
import {execaCoreAsync} from './lib/methods/main-async.js';
export const execa = (file, commandArguments, options = {}) => execaCoreAsync(file, commandArguments, options);`,
  ...lib('execa/lib', LIB),
  ...lib('npm-run-path', { index: { npmRunPathEnv: never('preferLocal') } }),
  // Text is all that is read.
  ...lib('get-stream/source', {
    array: { getStreamAsArray: never('lines') },
    'array-buffer': { getStreamAsArrayBuffer: never('buffers') },
  }),
  ...lib('@sec-ant/readable-stream/dist/ponyfill', { index: { asyncIterator: never('web streams') } }),
};
