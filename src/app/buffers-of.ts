/** Every buffer below a value, to be moved to another thread and not copied. */
export function* buffersOf(value: unknown): Iterable<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) yield value.buffer;
  } else if (value instanceof Map) {
    for (const part of value.values()) yield* buffersOf(part);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) yield* buffersOf(part);
  }
}
