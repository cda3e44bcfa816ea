import { type Collection, type MongoClient, ObjectId } from 'mongodb';
import { promiseWithDeadline, retryUntilSuccess } from './deadline.js';
import { hashPassword, isPassword, type PasswordHash } from './passwords.js';

interface StoredUser {
  _id: ObjectId;
  email: string;
  password: PasswordHash;
  createdAt: Date;
  disabledAt?: Date;
}

const ACTIVE = { disabledAt: { $exists: false } };

/** The user accounts. Password hashes never leave this class. */
export class Users {
  readonly #users: Promise<Collection<StoredUser>>;
  readonly #verifiedHashes = new WeakMap<Express.User, string>(); // the password hash that a user signed in with

  constructor(client: Promise<MongoClient>) {
    this.#users = client.then((connected) => connected.db().collection('users'));
    const createIndex = async () => (await this.#users).createIndex({ email: 1 }, { unique: true });
    void retryUntilSuccess('Creating the user index', 60_000, createIndex);
  }

  /** Returns null if the email address is already in use. */
  async create(email: string, password: string): Promise<Express.User | null> {
    const user = { password: await hashPassword(password), createdAt: new Date() };
    const write = (users: Collection<StoredUser>) =>
      users.updateOne({ email }, { $setOnInsert: user }, { upsert: true });
    const { upsertedId } = await this.#ask(write);
    return upsertedId && { id: String(upsertedId), email };
  }

  /** Returns null if there is no such user or the password is wrong. */
  async withPassword(email: string, password: string): Promise<Express.User | null> {
    const user = await this.#ask((users) => users.findOne({ email, ...ACTIVE }));
    const isCorrect = await isPassword(password, user?.password);
    if (!user || !isCorrect) return null;
    const found = { id: String(user._id), email };
    this.#verifiedHashes.set(found, user.password.hash);
    return found;
  }

  /** Whether the password that a user signed in with is still the current one. */
  async isPasswordCurrent(user: Express.User): Promise<boolean> {
    const filter = { _id: new ObjectId(user.id), 'password.hash': this.#verifiedHashes.get(user), ...ACTIVE };
    return (await this.#ask((users) => users.findOne(filter))) !== null;
  }

  async withId(id: string): Promise<Express.User | null> {
    const user = await this.#ask((users) => users.findOne({ _id: new ObjectId(id), ...ACTIVE }));
    return user && { id, email: user.email };
  }

  async changePassword(id: string, password: string): Promise<void> {
    const change = { $set: { password: await hashPassword(password) } };
    await this.#ask((users) => users.updateOne({ _id: new ObjectId(id) }, change));
  }

  async idOf(email: string): Promise<string | null> {
    const user = await this.#ask((users) => users.findOne({ email }));
    return user && String(user._id);
  }

  /** A disabled user is signed out at the next request and cannot sign in again. */
  async disable(id: string): Promise<void> {
    await this.#ask((users) => users.updateOne({ _id: new ObjectId(id) }, { $set: { disabledAt: new Date() } }));
  }

  #ask<T>(query: (users: Collection<StoredUser>) => Promise<T>): Promise<T> {
    return promiseWithDeadline(this.#users.then(query));
  }
}
