import { Schema, model, Document } from 'mongoose';
export interface IUser extends Document { name: string }
export default model<IUser>('User', new Schema({ name: String }));
