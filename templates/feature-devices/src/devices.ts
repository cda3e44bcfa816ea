import type { Request } from 'express';

/** What a user may recognise a session by. */
export interface Device {
  name: string;
  address: string;
  signedInAt: number;
}

// By a word in the User-Agent. The first that is found counts: most browsers also name others.
const LATER_BROWSERS = ['Edg/Edge', 'OPR/Opera', 'SamsungBrowser/Samsung Internet', 'FxiOS/Firefox', 'CriOS/Chrome'];
const BROWSERS = [...LATER_BROWSERS, 'Firefox', 'Chrome', 'Safari', 'curl'];
const SYSTEMS = ['iPhone/iOS', 'iPad/iPadOS', 'Android', 'CrOS/ChromeOS', 'Windows', 'Mac OS/macOS', 'Linux'];

export function deviceOf(req: Request): Device {
  const browser = named(BROWSERS, req) ?? 'Unknown browser';
  const system = named(SYSTEMS, req);
  return { name: system ? `${browser} on ${system}` : browser, address: near(req.ip ?? ''), signedInAt: Date.now() };
}

function named(known: string[], req: Request): string | undefined {
  const agent = req.get('User-Agent') ?? '';
  return known.map((entry) => entry.split('/')).find(([word = '']) => agent.includes(word))?.at(-1);
}

/** The network, not the machine: enough to recognise a place by, and less to keep about a person. */
function near(address: string): string {
  if (/^(::1|(::ffff:)?127\.)/.test(address)) return 'this computer';
  const [, network] = /(\d+\.\d+\.\d+)\.\d+$/.exec(address) ?? [];
  return network ? `${network}.x` : `${address.split(':').slice(0, 3).join(':')}:x`;
}
