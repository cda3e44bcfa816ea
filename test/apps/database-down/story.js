import mongoose from 'mongoose';

const storySchema = new mongoose.Schema({ headline: { type: String, required: true } });

export const Story = mongoose.model('Story', storySchema);
