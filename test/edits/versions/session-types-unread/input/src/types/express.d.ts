declare global {
  namespace Express {
    interface SessionData {
      lastWalk: string;
    }
  }
}

export {};
