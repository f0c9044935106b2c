/** The same function, which makes the value for a key once and then keeps it. */
export function remember<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return key => {
    let made = known.get(key);
    if (made === undefined) known.set(key, made = make(key));
    return made;
  };
}
