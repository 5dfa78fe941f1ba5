/** The stand-in knows what the app needs of Electron. Anything else is an error that names itself, never an `undefined` that is found later. */

/** Asked of any object by promises, JSON, the inspector and test runners; no member of Electron is called so. */
const ASKED_OF_EVERYTHING = new Set(['then', 'toJSON', 'inspect', 'constructor', 'asymmetricMatch', 'nodeType', 'tagName', '$$typeof', '__esModule', 'default', 'href', 'protocol']);

function refuse(name: string, key: string): never {
  throw new Error(`The stand-in for Electron has no ${name}.${key}. If the app needs it, it is added under test/stand-in/electron/.`);
}

/** The same object; reading a member it does not have throws. For objects whose methods do not use `this` privately. */
export function refusingUnknown<T extends object>(name: string, object: T): T {
  return new Proxy(object, {
    get(target, key, receiver): unknown {
      if (key in target || typeof key === 'symbol' || ASKED_OF_EVERYTHING.has(key)) return Reflect.get(target, key, receiver);
      return refuse(name, key);
    },
  });
}

/**
 * Makes instances of a class refuse unknown members. The refusal sits at the end of the prototype chain, so that instances stay
 * themselves, private fields included.
 *
 * @param absent members Electron lacks as well on this platform: `undefined`, as there
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type
export function refuseUnknownMembers(name: string, type: Function, absent: readonly string[] = []): void {
  const own = type.prototype as object;
  const base = Object.getPrototypeOf(own) as object;
  const end = new Proxy(base, {
    get(target, key, receiver): unknown {
      if (key in target || typeof key === 'symbol' || ASKED_OF_EVERYTHING.has(key) || absent.includes(key)) return Reflect.get(target, key, receiver);
      return refuse(name, key);
    },
    // So that `instanceof EventEmitter` stays true.
    getPrototypeOf: () => base,
  });
  Object.setPrototypeOf(own, end);
}
