"""The rules in their order. A doctor can read them in docs/dialogue.md, which is made from this table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rasa_project.dialogue import (
    after_contact,
    after_dose,
    asked_again,
    bare_answers,
    beside_patient,
    compared,
    consulting,
    danger_perhaps,
    distress,
    each_his_own,
    earlier,
    emergency,
    expecting,
    followed,
    for_another,
    going_out,
    group,
    grown_ups,
    in_hospital,
    last_days,
    named,
    none_after_all,
    of_others,
    of_the_ill,
    out_of_field,
    reminding,
    same_child,
    several,
    severe_before,
    sharing,
    still_ill,
    stomach,
    talk,
    told_later,
    topics,
)
from rasa_project.dialogue.bereaved import bereaved
from rasa_project.dialogue.turn import Outcome, Turn

Rule = Callable[[Turn], Outcome | None]

#: In their order, each with the sentence that docs/dialogue.md shows.
RULES: Final[tuple[tuple[str, Rule], ...]] = (
    (
        "A person in distress (no wish to live, harm to oneself or a child, violence, despair at a death), and no "
        "danger sign: whom to call, nothing of measles; a short message behind it is read in its light.",
        distress.in_distress,
    ),
    ("A danger sign is there now: 103 first, and nothing else.", emergency.danger_now),
    (
        "A death in the family is told, or in its talk why it came: condolence first, nothing on the dead, who is "
        "taken for nobody alive; of measles the others of the house who are told of are contacts.",
        bereaved,
    ),
    (
        "A danger sign may be there, or an ill person of the talk is drowsy or drying out: when to call 103, then one "
        "question on that very sign.",
        danger_perhaps.perhaps,
    ),
    (
        "A severe reaction followed an earlier dose (anaphylaxis, intensive care), and the next one is asked for: the "
        "doctor decides, nobody is sent for a dose.",
        severe_before.severe_before,
    ),
    (
        "While an emergency lasts, every message is answered in its light; another's matter is a contact; words of "
        "help that came, or of being well, end it.",
        emergency.in_emergency,
    ),
    (
        "Somebody outside the family was in danger, and doctors have them: no emergency here; who of the family was "
        "there is asked.",
        of_others.of_others,
    ),
    ("103 is called before a word was told of why: what to do until it comes.", emergency.called),
    (
        "The doctors of 103 came and went: what to watch now; it began again: 103 again.",
        emergency.doctors_went,
    ),
    (
        "The patient is in a hospital: what to tell the doctors, whether one may stay, what those at home need.",
        in_hospital.with_doctors,
    ),
    (
        "Is a sleeping patient to be woken? Not for a medicine; who can't be woken is an emergency.",
        emergency.sleeping,
    ),
    (
        "Who has a group in her care (a class, a bus, a hostel) tells of it or asks for it: the answer for the group; "
        "for herself the advice after a contact, never a consultation of a child.",
        group.of_the_group,
    ),
    (
        "Somebody ill is told with a pregnant woman or a baby beside him: a doctor today for the ill one first, then "
        "what helps the other after such a contact.",
        each_his_own.each_his_own,
    ),
    (
        "What it does to the unborn child, asked by or of who is pregnant and met a patient: that, and no vaccine.",
        expecting.unborn,
    ),
    ("The weeks of a pregnancy, told in a talk of a contact: no day of it.", expecting.weeks),
    (
        "Who is pregnant beside the ill one asks for herself, or whether she may nurse him: her own advice.",
        expecting.own_matter,
    ),
    ("Who is pregnant, and nurses, asks for the vaccine: none while she is pregnant.", expecting.no_vaccine),
    ("Who vomited or had diarrhoea drinks: go on so, the doctor today.", stomach.drinks),
    ("Whether the call is taken back then: the dispatcher decides.", stomach.recall),
    (
        "Vomiting or diarrhoea is told and no danger sign of it: drink by sips, the signs that mean 103, the doctor.",
        stomach.upset,
    ),
    ("What to give against vomiting or diarrhoea: to drink, nothing that stops them.", stomach.medicine),
    ("Some days passed: is it still the same child? Only then is what was told used.", same_child.same_child),
    (
        "To be reminded of a dose, or asked for signs after a contact: for whom, confirmed with the day, listed, "
        "changed, stopped; what is answered to a message that the bot wrote by itself.",
        reminding.reminds,
    ),
    ("A medicine against the fever of chickenpox: no ibuprofen without a doctor.", out_of_field.pox_medicine),
    (
        "Another disease is what the talk is about («ветрянка»): its days and its treatment are the doctor's, none of "
        "measles; a dose has its own answer.",
        out_of_field.goes_on,
    ),
    (
        "Nursery, school, a shop, a visit of who is ill or met a patient: no, and until when, whatever else is named.",
        going_out.goes_out,
    ),
    ("Sent to a hospital, and afraid of it: go.", of_the_ill.goes_to_hospital),
    ("Where to go with who has measles now, told in the same message: the doctor comes.", of_the_ill.where_to),
    (
        "A dose is asked for of who has measles now, or fever with a rash: none while he is ill, and the doctor.",
        of_the_ill.no_dose,
    ),
    (
        "Behind the advice for who is ill it is told that a patient was met: the doctor has to hear it today.",
        told_later.contact_told,
    ),
    ("The parent wants no more questions: the advice so far, and whom to call.", consulting.stops),
    ("Whose the last advice is («это кому?»): it once more, in short, each with whose it is.", talk.whose),
    (
        "A page to pass on or to print is asked for («сілтемесін бер», «распечатать»): its link; the talk stays where "
        "it was.",
        sharing.asked,
    ),
    (
        "The same is asked or told again, or another thing is meant («не когда, а где», «айттым ғой»): that thing, "
        "else the answer in short and other words, then what is meant.",
        asked_again.again,
    ),
    ('Grief, guilt, anger, fear, the wish for a person, "once more": heard before a question is put.', talk.first),
    (
        "After a contact its day is told anew («контакт был в среду»): the advice with its new days.",
        after_contact.new_day,
    ),
    (
        "After a contact a clinic says to wait or to come on another day: call again today, with the last day for "
        "help.",
        last_days.put_off,
    ),
    (
        "When the watching ends after a contact, or the days for help: the day itself.",
        last_days.end,
    ),
    (
        "The writer was not there, but another was («я не была рядом, муж был»): the advice for that one.",
        after_contact.who_was_there,
    ),
    ("A child of the house was not there: nothing urgent for that one.", after_contact.stayed),
    (
        "What to do is asked behind the advice after a contact, and nobody is ill: that advice.",
        after_contact.what_to_do,
    ),
    (
        "The danger question that was left open is answered after all («жоқ ондай, бәрі дұрыс»): the consultation goes "
        "on without it.",
        none_after_all.none_after_all,
    ),
    (
        "A question of the bot stands: its answer in any words, a side question first, then the next question.",
        consulting.answers,
    ),
    (
        "A bare yes or no behind an answer that asked nothing: heard as such, behind a fear as a word of fear, and as "
        "an answer to nothing else.",
        bare_answers.bare,
    ),
    (
        "A baby or a pregnant woman of the house is named beside who has measles, or may have: what helps after a "
        "contact.",
        beside_patient.beside_patient,
    ),
    ("Whether who had measles is catching still: until when a patient is.", beside_patient.long_over),
    (
        "Behind the advice on an illness, or after a dose, its length or a fever's value is told: the advice in short, "
        "and no contact.",
        still_ill.told_more,
    ),
    (
        "Whether or when the doctor is needed, or what if it gets worse, behind an illness: how soon, and the signs of "
        "103.",
        still_ill.doctor_needed,
    ),
    ("The doctor is thought of for another day («ертең апарсам бола ма»): today or not.", still_ill.visit),
    (
        "A dose is asked for of a baby, a pregnant or weak person who met a patient, or of whoever lives with one: "
        "what helps after a contact, not the calendar.",
        after_contact.instead_of_calendar,
    ),
    ("An age, a birth date or a number of doses that cannot be is asked back.", topics.impossible),
    ("Another place is named («ал Шәкенде ше?»): where to go there.", topics.another_place),
    ("Once more, shorter, not that, a person: talk about the talk.", talk.talk),
    (
        "How it goes on is asked, and no more («сосын ше?», «и что теперь?»): the next step in what goes on.",
        for_another.and_then,
    ),
    ("Only a person is named («ал кішісі ше?»): the same for that person.", for_another.same_for_another),
    ("Whether it is too late is asked after a contact: the advice with its days.", last_days.too_late),
    ("Whether a child under a year may be vaccinated earlier: whether it may at its age, first.", earlier.earlier),
    ("Measles is to be told apart from two or more diseases: each of them in short.", compared.compared),
    (
        "Several questions in one message, and no consultation that they begin: each is answered as if it had come "
        "alone, in short, the most urgent first.",
        several.several,
    ),
    ("A medicine or ear drops are named: their own answer, whatever the words look like.", named.named),
    (
        "A grown-up tells of her own doses, her measles or her age, and asks nothing: what follows from it for her.",
        grown_ups.told,
    ),
    (
        "After a dose: what elsewhere is asked of the ill or the unvaccinated (shops, guests, bathing) is of a fresh "
        "dose.",
        after_dose.of_a_dose,
    ),
    ("A follow-up of what is going on.", followed.follow_up),
    ("Another disease, vaccine, test, an accident: named, declined, where to turn.", out_of_field.out_of_field),
    ("A dose that was given is told and nothing asked: what to look at after it.", after_dose.told),
    (
        "An illness that is over is told and nothing asked: no consultation; what it means for the dose.",
        of_others.long_over,
    ),
    (
        "A fever with a rash, or a high one, is told and nothing asked: a consultation begins, whatever topic the "
        "words look like.",
        consulting.reports,
    ),
    ("A particular question has its own answer.", topics.particular),
    ("A correction or a further fact: what was worked out is worked out anew.", for_another.told_more),
    ("Signs of somebody or a contact with a patient are told: a consultation begins.", consulting.begins),
    ("A question that asks for one thing has its own answer.", followed.particular),
    ("A question that stands by itself.", topics.topic),
)
