import type { MongoStore } from 'connect-mongo';
import type { SessionData } from 'express-session';
import { promiseWithDeadline } from './deadline.js';
{% if (devices) { -%}
import type { Device } from './devices.js';
{% } -%}
import { log } from './log.js';
{% if (devices) { -%}
import { MAX_AGE, MAX_LIFETIME } from './session.js';
{% } -%}
import { hashSessionId } from './session-id.js';

const MAX_SESSIONS = 20; // of one user

{% if (devices) { -%}
interface StoredDevice {
  _id: string;
  device: Device;
  expires: Date;
}
{% } -%}

/** The fields stored beside the session data, so that the sessions of a user can be queried. */
export function ownerFields({ passport{% if (devices) { %}, device{% } %} }: SessionData) {
  return passport?.user ? { userId: passport.user{% if (devices) { %}, device{% } %} } : {};
}

export class UserSessions {
  readonly #sessions: MongoStore['collectionP'];

  constructor(sessions: MongoStore['collectionP']) {
    this.#sessions = sessions;
  }

  /** Ends all sessions of a user but the current one, or only the one with the given hash. Returns how many ended. */
  async endOthers(userId: string, currentSid = '', hash?: string): Promise<number> {
    const sessions = await this.#sessions;
    const _id = { $ne: hashSessionId(currentSid), ...(hash && { $eq: hash }) };
    const { deletedCount } = await promiseWithDeadline(sessions.deleteMany({ userId, _id }));
    log.info({ userId, count: deletedCount }, 'Sessions of a user ended');
    return deletedCount;
  }

  /** Ends the least recently used sessions of a user who has more than 20. */
  async endSurplus(userId: string): Promise<void> {
    const sessions = await this.#sessions;
    const surplus = sessions.find({ userId }).sort({ expires: -1 }).skip(MAX_SESSIONS).project({ _id: 1 });
    for await (const { _id } of surplus) await sessions.deleteOne({ _id });
  }

{% if (devices) { -%}
  /** Where a user is signed in: on this device, then most recently used first. */
  async devicesOf(userId: string, currentSid: string) {
    const sessions = await this.#sessions;
    const oldest = Date.now() - MAX_LIFETIME;
    const filter = { userId, expires: { $gt: new Date() }, 'device.signedInAt': { $gt: oldest } };
    const found = await promiseWithDeadline(sessions.find<StoredDevice>(filter).sort({ expires: -1 }).toArray());
    const devices = found.map(({ _id, device, expires }) => ({
      ...device,
      hash: _id,
      isCurrent: _id === hashSessionId(currentSid),
      lastSeenAt: expires.getTime() - MAX_AGE, // each request extends the expiry by MAX_AGE
    }));
    return devices.sort((one, other) => Number(other.isCurrent) - Number(one.isCurrent));
  }
{% } -%}
}
