/** A tracking code is two letters and six digits. */
export const isCode = (text) => /^[A-Z]{2}\d{6}$/.test(text);
