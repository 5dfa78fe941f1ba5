/** An event that listeners can prevent. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function preventableEvent<Members extends object = object>(members?: Members): PreventableEvent & Members {
  let prevented = false;
  const event = {
    preventDefault() { prevented = true; },
    get defaultPrevented() { return prevented; },
  };
  return Object.assign(event, members);
}
