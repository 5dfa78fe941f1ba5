/**
 * Where each end of each channel is. A message goes to whoever holds the other end at that moment and to nobody else: once the shell
 * has given both ends away, nothing that is said through them comes near it.
 */
import type { PortId, Text } from './wire.ts';

/** A process or a document that can hold ports. */
export interface PortHolder {
  portMessage(port: PortId, text: Text): void;
  portClosed(port: PortId): void;
}

interface Port {
  other: PortId;
  holder: PortHolder;
  started: boolean;
  /** Said before the port was started: it travels along when the port is handed on. */
  waiting: Text[];
}

export class Ports {
  readonly #portById = new Map<PortId, Port>();

  open(one: PortId, other: PortId, holder: PortHolder): void {
    this.#portById.set(one, { other, holder, started: false, waiting: [] });
    this.#portById.set(other, { other: one, holder, started: false, waiting: [] });
  }

  handOver(ids: readonly PortId[], holder: PortHolder): void {
    for (const id of ids) {
      const port = this.#portById.get(id);
      if (port) Object.assign(port, { holder, started: false });
      else holder.portClosed(id);
    }
  }

  /** Only its holder can speak through a port. */
  say(id: PortId, text: Text, speaker: PortHolder): void {
    const port = this.#portById.get(id);
    if (port?.holder !== speaker) return;
    const other = this.#portById.get(port.other);
    if (other?.started) other.holder.portMessage(port.other, text);
    else other?.waiting.push(text);
  }

  start(id: PortId, holder: PortHolder): void {
    const port = this.#portById.get(id);
    if (port?.holder !== holder || port.started) return;
    port.started = true;
    for (const text of port.waiting.splice(0)) holder.portMessage(id, text);
    if (!this.#portById.has(port.other)) this.#end(id, port);
  }

  close(id: PortId, holder: PortHolder): void {
    const port = this.#portById.get(id);
    if (port?.holder !== holder) return;
    this.#portById.delete(id);
    const other = this.#portById.get(port.other);
    // What was said before the closing is still delivered first.
    if (other?.started) this.#end(port.other, other);
  }

  /** The process or document is gone. */
  closeAllOf(holder: PortHolder): void {
    for (const [id, port] of [...this.#portById]) if (port.holder === holder) this.close(id, holder);
  }

  get size(): number {
    return this.#portById.size;
  }

  #end(id: PortId, port: Port): void {
    this.#portById.delete(id);
    port.holder.portClosed(id);
  }
}
