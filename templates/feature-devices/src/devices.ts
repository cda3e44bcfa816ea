import type { Request } from 'express';

/** What the account page shows, so that users recognise their sessions. */
export interface Device {
  name: string;
  address: string;
  signedInAt: number;
}

// The first one in the User-Agent wins: most browsers also name others. Entries are token/name, or both in one word.
const LATER_BROWSERS = ['Edg/Edge', 'OPR/Opera', 'SamsungBrowser/Samsung Internet', 'FxiOS/Firefox', 'CriOS/Chrome'];
const BROWSERS = [...LATER_BROWSERS, 'Firefox', 'Chrome', 'Safari', 'curl'];
const SYSTEMS = ['iPhone/iOS', 'iPad/iPadOS', 'Android', 'CrOS/ChromeOS', 'Windows', 'Mac OS/macOS', 'Linux'];

export function deviceOf(req: Request): Device {
  const browser = findName(BROWSERS, req) ?? 'Unknown browser';
  const system = findName(SYSTEMS, req);
  const name = system ? `${browser} on ${system}` : browser;
  return { name, address: networkOf(req.ip ?? ''), signedInAt: Date.now() };
}

function findName(entries: string[], req: Request): string | undefined {
  const agent = req.get('User-Agent') ?? '';
  return entries.map((entry) => entry.split('/')).find(([token = '']) => agent.includes(token))?.at(-1);
}

/** The network part of an IP address: enough to recognise a location, with less personal data stored. */
function networkOf(address: string): string {
  if (/^(::1|(::ffff:)?127\.)/.test(address)) return 'this computer';
  const [, network] = /(\d+\.\d+\.\d+)\.\d+$/.exec(address) ?? [];
  return network ? `${network}.x` : `${address.split(':').slice(0, 3).join(':')}:x`;
}
