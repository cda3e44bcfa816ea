const todos: string[] = [];

export function add(text: string): void {
  todos.push(text);
}

export function all(): string[] {
  return todos;
}
