import mongoose from "mongoose"
import {settings} from "./settings"

export async function connect () {
    await mongoose.connect(settings.mongoUri)
}
