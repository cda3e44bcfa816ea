import { SessionData, Store } from 'express-session';

export class MapStore extends Store {
  private rows = new Map<string, string>();
  constructor(private readonly lifetimeMs: number) {
    super();
  }
  get(sid: string, cb: (err: any, session?: SessionData | null) => void) { const row = this.rows.get(sid); cb(null, row ? JSON.parse(row) : null); }
  set(sid: string, session: SessionData, cb?: (err?: any) => void) { this.rows.set(sid, JSON.stringify(session)); cb?.(); }
  destroy(sid: string, cb?: (err?: any) => void) { this.rows.delete(sid); cb?.(); }
}
