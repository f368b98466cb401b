// Reads many calendars at once with ical.js, the reader of Thunderbird: [text, …] → [{…}, …].
import ICAL from "ical.js";
import fs from "node:fs";

ICAL.design.strict = true;

function event(component) {
  const value = (name) => component.getFirstPropertyValue(name);
  const found = new ICAL.Event(component);
  const organizer = component.getFirstProperty("organizer");
  return {
    uid: found.uid,
    summary: found.summary,
    description: found.description,
    location: found.location,
    sequence: found.sequence,
    starts: found.startDate.toUnixTime(),
    ends: found.endDate.toUnixTime(),
    url: value("url"),
    conference: value("conference"),
    status: value("status"),
    organizer: organizer && organizer.toJSON(),
    attendees: found.attendees.map((each) => each.toJSON()),
    properties: component.getAllProperties().map((each) => each.name),
    components: component.getAllSubcomponents().map((each) => each.name),
  };
}

function read(text) {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text));
    return {
      method: calendar.getFirstPropertyValue("method"),
      events: calendar.getAllSubcomponents("vevent").map(event),
    };
  } catch (error) {
    return { error: String(error.message).slice(0, 300) };
  }
}

const texts = JSON.parse(fs.readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(read)));
