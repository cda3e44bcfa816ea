import net from 'node:net';

/** One stretch of load: every connection sends a request, waits for the whole answer, sends the next. */
export interface Load {
  port: number;
  path: string;
  connections: number;
  /** ms */
  duration: number;
  /** Each connection takes one of them; none: visitors without a session. */
  cookies: string[];
}

export interface Measured {
  /** Per second. */
  requests: number;
  /** ms */
  p50: number;
  /** ms */
  p99: number;
  /** Answers other than 2xx and broken connections. */
  errors: number;
  /** Answers. */
  count: number;
}

const HEAD_END = '\r\n\r\n';

/** Plain sockets and no parsing but for the length: the load shall take as little of the machine as can be. */
async function run({ port, path, connections, duration, cookies }: Load): Promise<Measured> {
  const times: number[] = [];
  let errors = 0;
  const begin = performance.now();
  const visit = (index: number): Promise<void> =>
    new Promise((resolve) => {
      const cookie = cookies.length > 0 ? `Cookie: ${cookies[index % cookies.length]}\r\n` : '';
      const request = `GET ${path} HTTP/1.1\r\nHost: localhost\r\n${cookie}\r\n`;
      const socket = net.connect(port, '127.0.0.1').setNoDelay().setEncoding('latin1');
      let answer = '';
      let sent = 0;
      let isAnswered = false;
      const send = () => {
        isAnswered = false;
        sent = performance.now();
        socket.write(request);
      };
      socket.on('connect', send);
      socket.on('data', (chunk) => {
        answer += chunk;
        if (!isWhole(answer)) return;
        const now = performance.now();
        isAnswered = true;
        times.push(now - sent);
        if (!answer.startsWith('HTTP/1.1 2')) errors += 1;
        answer = '';
        if (now - begin < duration) send();
        else socket.end();
      });
      socket.on('error', () => {}); // it closes then
      socket.on('close', () => {
        if (!isAnswered) errors += 1;
        resolve();
      });
    });
  await Promise.all(Array.from({ length: connections }, (_, index) => visit(index)));
  const seconds = Math.max(performance.now() - begin, duration) / 1000; // less, if the app hangs up on all
  times.sort((a, b) => a - b);
  const quantile = (part: number) => times[Math.floor(times.length * part)] ?? Number.NaN;
  return { requests: times.length / seconds, p50: quantile(0.5), p99: quantile(0.99), errors, count: times.length };
}

function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf(HEAD_END);
  if (headEnd < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer)?.[1] ?? '0';
  return answer.length >= headEnd + HEAD_END.length + Number(length);
}

// A process of its own, so that the load does not wait for those who measure.
process.on('message', async (load: Load) => process.send?.(await run(load)));
