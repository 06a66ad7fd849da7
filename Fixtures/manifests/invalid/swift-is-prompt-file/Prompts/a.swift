A fox
