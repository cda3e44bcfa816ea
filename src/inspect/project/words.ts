/** The words of a text over several lines. */
export function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
