// Prints what independent parsers read in each .eml file and each .ics file of a folder, as one JSON array.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ICAL from "ical.js";
import PostalMime from "postal-mime";

const calendar = (text) => {
  const root = new ICAL.Component(ICAL.parse(text));
  return {
    method: root.getFirstPropertyValue("method"),
    version: root.getFirstPropertyValue("version"),
    events: root.getAllSubcomponents("vevent").map((component) => {
      const event = new ICAL.Event(component);
      return {
        uid: event.uid,
        sequence: event.sequence,
        start: event.startDate.toString(),
        end: event.endDate.toString(),
        zone: event.startDate.zone?.tzid ?? "",
        summary: event.summary,
        location: event.location ?? "",
        status: component.getFirstPropertyValue("status") ?? "",
        attendees: component.getAllProperties("attendee").length,
      };
    }),
  };
};

const read = [];
for (const name of readdirSync(process.argv[2]).filter((file) => /\.(eml|ics)$/.test(file)).sort()) {
  const bytes = readFileSync(join(process.argv[2], name));
  if (name.endsWith(".ics")) read.push({ name, calendars: [calendar(bytes.toString("utf8"))] });
  else {
    const mail = await PostalMime.parse(bytes);
    read.push({
      name,
      subject: mail.subject,
      from: mail.from?.address ?? "",
      to: (mail.to ?? []).map((to) => to.address),
      recipient: mail.to?.[0]?.name ?? "",
      messageId: mail.messageId ?? "",
      date: mail.date ?? "",
      text: mail.text ?? "",
      html: mail.html ?? "",
      calendars: (mail.attachments ?? [])
        .filter((part) => part.mimeType === "text/calendar")
        .map((part) => calendar(typeof part.content === "string" ? part.content : new TextDecoder().decode(part.content))),
    });
  }
}
process.stdout.write(JSON.stringify(read));
