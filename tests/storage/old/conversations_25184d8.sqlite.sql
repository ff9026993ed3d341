BEGIN TRANSACTION;
CREATE TABLE conversation (
	id INTEGER NOT NULL, 
	sender_id VARCHAR(255) NOT NULL, 
	created_at FLOAT NOT NULL, 
	last_active FLOAT NOT NULL, 
	next_position INTEGER NOT NULL, 
	base_position INTEGER NOT NULL, 
	base TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (sender_id)
);
INSERT INTO "conversation" VALUES(1,'anna',1.79598524726597714423e+09,1.79598524733813929557e+09,75,51,'{"slots":{"age":7.0,"place":"Қазалы"},"loop":null,"language":null,"is_paused":false,"at":1049.0}');
INSERT INTO "conversation" VALUES(2,'berik',1.79598524734090900416e+09,1.79598524734090900416e+09,9,3,'{"slots":{},"loop":null,"language":null,"is_paused":false,"at":1077.0}');
CREATE TABLE event (
	conversation_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	timestamp FLOAT NOT NULL, 
	type_name VARCHAR(64) NOT NULL, 
	data TEXT NOT NULL, 
	PRIMARY KEY (conversation_id, position), 
	FOREIGN KEY(conversation_id) REFERENCES conversation (id) ON DELETE CASCADE
);
INSERT INTO "event" VALUES(1,0,1000.0,'action','{"event":"action","timestamp":1000.0,"name":"action_session_start","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,1,1001.0,'session_started','{"event":"session_started","timestamp":1001.0}');
INSERT INTO "event" VALUES(1,2,1002.0,'action','{"event":"action","timestamp":1002.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,3,1008.0,'user','{"event":"user","timestamp":1008.0,"metadata":{"of":"балам 0 айлық"},"text":"балам 0 айлық","parse_data":{"intent":{"name":"ask","confidence":1.0},"entities":[],"text":"балам 0 айлық","message_id":null,"metadata":{"of":"балам 0 айлық"},"intent_ranking":[{"name":"i0","confidence":0.1},{"name":"i1","confidence":0.1},{"name":"i2","confidence":0.1}],"language":null},"input_channel":"rest","message_id":null}');
INSERT INTO "event" VALUES(1,4,1003.0,'action','{"event":"action","timestamp":1003.0,"name":"utter_ask","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,5,1004.0,'slot','{"event":"slot","timestamp":1004.0,"name":"age","value":0.0}');
INSERT INTO "event" VALUES(1,6,1005.0,'slot','{"event":"slot","timestamp":1005.0,"name":"place","value":"Қазалы"}');
INSERT INTO "event" VALUES(1,7,1006.0,'bot','{"event":"bot","timestamp":1006.0,"text":"re балам 0 айлық","data":{},"metadata":{}}');
INSERT INTO "event" VALUES(1,8,1007.0,'action','{"event":"action","timestamp":1007.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,9,1014.0,'user','{"event":"user","timestamp":1014.0,"metadata":{"of":"балам 1 айлық"},"text":"балам 1 айлық","parse_data":{"intent":{"name":"ask","confidence":1.0},"entities":[],"text":"балам 1 айлық","message_id":null,"metadata":{"of":"балам 1 айлық"},"intent_ranking":[{"name":"i0","confidence":0.1},{"name":"i1","confidence":0.1},{"name":"i2","confidence":0.1}],"language":null},"input_channel":"rest","message_id":null}');
INSERT INTO "event" VALUES(1,10,1009.0,'action','{"event":"action","timestamp":1009.0,"name":"utter_ask","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,11,1010.0,'slot','{"event":"slot","timestamp":1010.0,"name":"age","value":1.0}');
INSERT INTO "event" VALUES(1,12,1011.0,'slot','{"event":"slot","timestamp":1011.0,"name":"place","value":"Қазалы"}');
INSERT INTO "event" VALUES(1,13,1012.0,'bot','{"event":"bot","timestamp":1012.0,"text":"re балам 1 айлық","data":{},"metadata":{}}');
INSERT INTO "event" VALUES(1,14,1013.0,'action','{"event":"action","timestamp":1013.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,15,1020.0,'user','{"event":"user","timestamp":1020.0,"metadata":{"of":"балам 2 айлық"},"text":"балам 2 айлық","parse_data":{"intent":{"name":"ask","confidence":1.0},"entities":[],"text":"балам 2 айлық","message_id":null,"metadata":{"of":"балам 2 айлық"},"intent_ranking":[{"name":"i0","confidence":0.1},{"name":"i1","confidence":0.1},{"name":"i2","confidence":0.1}],"language":null},"input_channel":"rest","message_id":null}');
INSERT INTO "event" VALUES(1,16,1015.0,'action','{"event":"action","timestamp":1015.0,"name":"utter_ask","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,17,1016.0,'slot','{"event":"slot","timestamp":1016.0,"name":"age","value":2.0}');
INSERT INTO "event" VALUES(1,18,1017.0,'slot','{"event":"slot","timestamp":1017.0,"name":"place","value":"Қазалы"}');
INSERT INTO "event" VALUES(1,19,1018.0,'bot','{"event":"bot","timestamp":1018.0,"text":"re балам 2 айлық","data":{},"metadata":{}}');
INSERT INTO "event" VALUES(1,20,1019.0,'action','{"event":"action","timestamp":1019.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,21,1026.0,'user','{"event":"user","timestamp":1026.0,"metadata":{"of":"балам 3 айлық"},"text":"балам 3 айлық","parse_data":{"intent":{"name":"ask","confidence":1.0},"entities":[],"text":"балам 3 айлық","message_id":null,"metadata":{"of":"балам 3 айлық"},"intent_ranking":[{"name":"i0","confidence":0.1},{"name":"i1","confidence":0.1},{"name":"i2","confidence":0.1}],"language":null},"input_channel":"rest","message_id":null}');
INSERT INTO "event" VALUES(1,22,1021.0,'action','{"event":"action","timestamp":1021.0,"name":"utter_ask","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,23,1022.0,'slot','{"event":"slot","timestamp":1022.0,"name":"age","value":3.0}');
INSERT INTO "event" VALUES(1,24,1023.0,'slot','{"event":"slot","timestamp":1023.0,"name":"place","value":"Қазалы"}');
INSERT INTO "event" VALUES(1,25,1024.0,'bot','{"event":"bot","timestamp":1024.0,"text":"re балам 3 айлық","data":{},"metadata":{}}');
INSERT INTO "event" VALUES(1,26,1025.0,'action','{"event":"action","timestamp":1025.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,27,1032.0,'user','{"event":"user","timestamp":1032.0,"metadata":{"of":"балам 4 айлық"},"text":"балам 4 айлық","parse_data":{"intent":{"name":"ask","confidence":1.0},"entities":[],"text":"балам 4 айлық","message_id":null,"metadata":{"of":"балам 4 айлық"},"intent_ranking":[{"name":"i0","confidence":0.1},{"name":"i1","confidence":0.1},{"name":"i2","confidence":0.1}],"language":null},"input_channel":"rest","message_id":null}');
INSERT INTO "event" VALUES(1,28,1027.0,'action','{"event":"action","timestamp":1027.0,"name":"utter_ask","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,29,1028.0,'slot','{"event":"slot","timestamp":1028.0,"name":"age","value":4.0}');
INSERT INTO "event" VALUES(1,30,1029.0,'slot','{"event":"slot","timestamp":1029.0,"name":"place","value":"Қазалы"}');
INSERT INTO "event" VALUES(1,31,1030.0,'bot','{"event":"bot","timestamp":1030.0,"text":"re балам 4 айлық","data":{},"metadata":{}}');
INSERT INTO "event" VALUES(1,32,1031.0,'action','{"event":"action","timestamp":1031.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,33,1038.0,'user','{"event":"user","timestamp":1038.0,"metadata":{"of":"балам 5 айлық"},"text":"балам 5 айлық","parse_data":{"intent":{"name":"ask","confidence":1.0},"entities":[],"text":"балам 5 айлық","message_id":null,"metadata":{"of":"балам 5 айлық"},"intent_ranking":[{"name":"i0","confidence":0.1},{"name":"i1","confidence":0.1},{"name":"i2","confidence":0.1}],"language":null},"input_channel":"rest","message_id":null}');
INSERT INTO "event" VALUES(1,34,1033.0,'action','{"event":"action","timestamp":1033.0,"name":"utter_ask","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,35,1034.0,'slot','{"event":"slot","timestamp":1034.0,"name":"age","value":5.0}');
INSERT INTO "event" VALUES(1,36,1035.0,'slot','{"event":"slot","timestamp":1035.0,"name":"place","value":"Қазалы"}');
INSERT INTO "event" VALUES(1,37,1036.0,'bot','{"event":"bot","timestamp":1036.0,"text":"re балам 5 айлық","data":{},"metadata":{}}');
INSERT INTO "event" VALUES(1,38,1037.0,'action','{"event":"action","timestamp":1037.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,39,1044.0,'user','{"event":"user","timestamp":1044.0,"metadata":{"of":"балам 6 айлық"},"text":"балам 6 айлық","parse_data":{"intent":{"name":"ask","confidence":1.0},"entities":[],"text":"балам 6 айлық","message_id":null,"metadata":{"of":"балам 6 айлық"},"intent_ranking":[{"name":"i0","confidence":0.1},{"name":"i1","confidence":0.1},{"name":"i2","confidence":0.1}],"language":null},"input_channel":"rest","message_id":null}');
INSERT INTO "event" VALUES(1,40,1039.0,'action','{"event":"action","timestamp":1039.0,"name":"utter_ask","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,41,1040.0,'slot','{"event":"slot","timestamp":1040.0,"name":"age","value":6.0}');
INSERT INTO "event" VALUES(1,42,1041.0,'slot','{"event":"slot","timestamp":1041.0,"name":"place","value":"Қазалы"}');
INSERT INTO "event" VALUES(1,43,1042.0,'bot','{"event":"bot","timestamp":1042.0,"text":"re балам 6 айлық","data":{},"metadata":{}}');
INSERT INTO "event" VALUES(1,44,1043.0,'action','{"event":"action","timestamp":1043.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,45,1050.0,'user','{"event":"user","timestamp":1050.0,"metadata":{"of":"балам 7 айлық"},"text":"балам 7 айлық","parse_data":{"intent":{"name":"ask","confidence":1.0},"entities":[],"text":"балам 7 айлық","message_id":null,"metadata":{"of":"балам 7 айлық"},"intent_ranking":[{"name":"i0","confidence":0.1},{"name":"i1","confidence":0.1},{"name":"i2","confidence":0.1}],"language":null},"input_channel":"rest","message_id":null}');
INSERT INTO "event" VALUES(1,46,1045.0,'action','{"event":"action","timestamp":1045.0,"name":"utter_ask","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,47,1046.0,'slot','{"event":"slot","timestamp":1046.0,"name":"age","value":7.0}');
INSERT INTO "event" VALUES(1,48,1047.0,'slot','{"event":"slot","timestamp":1047.0,"name":"place","value":"Қазалы"}');
INSERT INTO "event" VALUES(1,49,1048.0,'bot','{"event":"bot","timestamp":1048.0,"text":"re балам 7 айлық","data":{},"metadata":{}}');
INSERT INTO "event" VALUES(1,50,1049.0,'action','{"event":"action","timestamp":1049.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,51,1056.0,'user','{"event":"user","timestamp":1056.0,"metadata":{"of":"балам 8 айлық"},"text":"балам 8 айлық","parse_data":{"intent":{"name":"ask","confidence":1.0},"entities":[],"text":"балам 8 айлық","message_id":null,"metadata":{"of":"балам 8 айлық"},"intent_ranking":[{"name":"i0","confidence":0.1},{"name":"i1","confidence":0.1},{"name":"i2","confidence":0.1}],"language":null},"input_channel":"rest","message_id":null}');
INSERT INTO "event" VALUES(1,52,1051.0,'action','{"event":"action","timestamp":1051.0,"name":"utter_ask","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,53,1052.0,'slot','{"event":"slot","timestamp":1052.0,"name":"age","value":8.0}');
INSERT INTO "event" VALUES(1,54,1053.0,'slot','{"event":"slot","timestamp":1053.0,"name":"place","value":"Қазалы"}');
INSERT INTO "event" VALUES(1,55,1054.0,'bot','{"event":"bot","timestamp":1054.0,"text":"re балам 8 айлық","data":{},"metadata":{}}');
INSERT INTO "event" VALUES(1,56,1055.0,'action','{"event":"action","timestamp":1055.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,57,1062.0,'user','{"event":"user","timestamp":1062.0,"metadata":{"of":"балам 9 айлық"},"text":"балам 9 айлық","parse_data":{"intent":{"name":"ask","confidence":1.0},"entities":[],"text":"балам 9 айлық","message_id":null,"metadata":{"of":"балам 9 айлық"},"intent_ranking":[{"name":"i0","confidence":0.1},{"name":"i1","confidence":0.1},{"name":"i2","confidence":0.1}],"language":null},"input_channel":"rest","message_id":null}');
INSERT INTO "event" VALUES(1,58,1057.0,'action','{"event":"action","timestamp":1057.0,"name":"utter_ask","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,59,1058.0,'slot','{"event":"slot","timestamp":1058.0,"name":"age","value":9.0}');
INSERT INTO "event" VALUES(1,60,1059.0,'slot','{"event":"slot","timestamp":1059.0,"name":"place","value":"Қазалы"}');
INSERT INTO "event" VALUES(1,61,1060.0,'bot','{"event":"bot","timestamp":1060.0,"text":"re балам 9 айлық","data":{},"metadata":{}}');
INSERT INTO "event" VALUES(1,62,1061.0,'action','{"event":"action","timestamp":1061.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,63,1068.0,'user','{"event":"user","timestamp":1068.0,"metadata":{"of":"балам 10 айлық"},"text":"балам 10 айлық","parse_data":{"intent":{"name":"ask","confidence":1.0},"entities":[],"text":"балам 10 айлық","message_id":null,"metadata":{"of":"балам 10 айлық"},"intent_ranking":[{"name":"i0","confidence":0.1},{"name":"i1","confidence":0.1},{"name":"i2","confidence":0.1}],"language":null},"input_channel":"rest","message_id":null}');
INSERT INTO "event" VALUES(1,64,1063.0,'action','{"event":"action","timestamp":1063.0,"name":"utter_ask","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,65,1064.0,'slot','{"event":"slot","timestamp":1064.0,"name":"age","value":10.0}');
INSERT INTO "event" VALUES(1,66,1065.0,'slot','{"event":"slot","timestamp":1065.0,"name":"place","value":"Қазалы"}');
INSERT INTO "event" VALUES(1,67,1066.0,'bot','{"event":"bot","timestamp":1066.0,"text":"re балам 10 айлық","data":{},"metadata":{}}');
INSERT INTO "event" VALUES(1,68,1067.0,'action','{"event":"action","timestamp":1067.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,69,1074.0,'user','{"event":"user","timestamp":1074.0,"metadata":{"of":"балам 11 айлық"},"text":"балам 11 айлық","parse_data":{"intent":{"name":"ask","confidence":1.0},"entities":[],"text":"балам 11 айлық","message_id":null,"metadata":{"of":"балам 11 айлық"},"intent_ranking":[{"name":"i0","confidence":0.1},{"name":"i1","confidence":0.1},{"name":"i2","confidence":0.1}],"language":null},"input_channel":"rest","message_id":null}');
INSERT INTO "event" VALUES(1,70,1069.0,'action','{"event":"action","timestamp":1069.0,"name":"utter_ask","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(1,71,1070.0,'slot','{"event":"slot","timestamp":1070.0,"name":"age","value":11.0}');
INSERT INTO "event" VALUES(1,72,1071.0,'slot','{"event":"slot","timestamp":1071.0,"name":"place","value":"Қазалы"}');
INSERT INTO "event" VALUES(1,73,1072.0,'bot','{"event":"bot","timestamp":1072.0,"text":"re балам 11 айлық","data":{},"metadata":{}}');
INSERT INTO "event" VALUES(1,74,1073.0,'action','{"event":"action","timestamp":1073.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(2,0,1075.0,'action','{"event":"action","timestamp":1075.0,"name":"action_session_start","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(2,1,1076.0,'session_started','{"event":"session_started","timestamp":1076.0}');
INSERT INTO "event" VALUES(2,2,1077.0,'action','{"event":"action","timestamp":1077.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(2,3,1083.0,'user','{"event":"user","timestamp":1083.0,"metadata":{"of":"баламның қызуы бар"},"text":"баламның қызуы бар","parse_data":{"intent":{"name":"ask","confidence":1.0},"entities":[],"text":"баламның қызуы бар","message_id":null,"metadata":{"of":"баламның қызуы бар"},"intent_ranking":[{"name":"i0","confidence":0.1},{"name":"i1","confidence":0.1},{"name":"i2","confidence":0.1}],"language":null},"input_channel":"rest","message_id":null}');
INSERT INTO "event" VALUES(2,4,1078.0,'action','{"event":"action","timestamp":1078.0,"name":"utter_ask","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
INSERT INTO "event" VALUES(2,5,1079.0,'slot','{"event":"slot","timestamp":1079.0,"name":"signs","value":["fever"]}');
INSERT INTO "event" VALUES(2,6,1080.0,'active_loop','{"event":"active_loop","timestamp":1080.0,"name":"some_form"}');
INSERT INTO "event" VALUES(2,7,1081.0,'bot','{"event":"bot","timestamp":1081.0,"text":"re баламның қызуы бар","data":{},"metadata":{}}');
INSERT INTO "event" VALUES(2,8,1082.0,'action','{"event":"action","timestamp":1082.0,"name":"action_listen","policy":null,"confidence":null,"action_text":null,"hide_rule_turn":false}');
CREATE TABLE heartbeat (
	id INTEGER NOT NULL, 
	checked_at FLOAT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_conversation_last_active ON conversation (last_active);
COMMIT;
