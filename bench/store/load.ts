import autocannon from 'autocannon';

/** A load test: each connection sends a request, waits for the response, then sends the next. */
export interface Load {
  port: number;
  path: string;
  connections: number;
  /** ms */
  duration: number;
  /** Session cookies, one for each connection in turn; empty for visitors without a session. */
  cookies: string[];
}

export interface Measured {
  /** Requests per second. */
  requests: number;
  /** ms */
  p50: number;
  /** ms */
  p99: number;
  /** Responses other than 2xx, and broken connections. */
  errors: number;
  /** Number of responses. */
  count: number;
}

async function run({ port, path, connections, duration, cookies }: Load): Promise<Measured> {
  const times: number[] = [];
  let clients = 0;
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    connections,
    duration: duration / 1000,
    // Interval in ms in which autocannon checks whether the duration is over.
    sampleInt: 50,
    setupClient(client) {
      const cookie = cookies[clients % cookies.length];
      clients += 1;
      if (cookie) client.setHeaders({ cookie });
      // Record response times, as the percentiles of the result are in whole milliseconds.
      client.on('response', (_status: number, _bytes: number, time: number) => times.push(time));
    },
  });
  times.sort((a, b) => a - b);
  const quantile = (part: number): number => times[Math.floor(times.length * part)] ?? Number.NaN;
  return {
    requests: times.length / result.duration,
    p50: quantile(0.5),
    p99: quantile(0.99),
    errors: result.errors + result.non2xx,
    count: times.length,
  };
}

// Runs in a child process, so that measuring does not delay the load.
process.on('message', async (load: Load) => process.send?.(await run(load)));
